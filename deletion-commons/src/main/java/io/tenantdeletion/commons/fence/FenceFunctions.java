package io.tenantdeletion.commons.fence;

import static io.tenantdeletion.commons.sql.Identifiers.literal;

import io.tenantdeletion.commons.catalog.Catalog;
import io.tenantdeletion.commons.catalog.TableName;
import io.tenantdeletion.commons.contract.SubjectKind;
import io.tenantdeletion.commons.plan.SubjectPath;
import io.tenantdeletion.commons.sql.Identifiers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The trigger functions of one table, as text. Everything in them is static, so that PostgreSQL keeps their plans; it
 * must be, and fast, because every insert of everybody goes through them.
 */
record FenceFunctions(GuardedTable guarded) {

    /** How every such function is declared; the placeholders are its name and its text. */
    static final String DECLARATION = """
            create or replace function %s() returns trigger language plpgsql volatile security definer
            set search_path = pg_catalog, pg_temp as %s""";

    private static final String NOBODY_EVER = "if pg_sequence_last_value('tenant_deletion.fence_used') = 0 then";

    // A snapshot of the whole transaction does not show what was committed since.
    private static final String OLD_SNAPSHOT =
            "if current_setting('transaction_isolation') in ('repeatable read', 'serializable') then";

    /** The name of the function for the rows of a whole statement. */
    String ofStatement() {
        return name(guarded.name(), "rows");
    }

    /** The name of the function for single rows. */
    String ofRow() {
        return name(guarded.name(), "row");
    }

    /** Its text: asks for the subjects of {@code new_rows}, each once. */
    String ofStatementText() {
        return """

                declare
                  erased uuid;
                begin
                  %s
                    return null;
                  end if;
                  %s
                    perform tenant_deletion.share_fence_epoch(%s, array(
                      select distinct k from new_rows n cross join lateral unnest(%s) k));
                  end if;
                  perform from new_rows offset 1 limit 1;
                  if found then%s
                  else%s
                  end if;
                  return null;
                end\s""".formatted(NOBODY_EVER, OLD_SNAPSHOT, service(), allKeys("n"), each(this::several), each(this::one));
    }

    /** Its text: asks for the subjects of {@code new} that are not those of {@code old}. */
    String ofRowText() {
        return """

                declare
                  erased uuid;
                begin
                  -- Before the look at the tombstones: whoever misses one is in progress in its snapshot.
                  perform pg_current_xact_id();
                  %s
                    return new;
                  end if;
                  %s
                    perform tenant_deletion.share_fence_epoch(%s, %s);
                  end if;%s
                  return new;
                end\s""".formatted(NOBODY_EVER, OLD_SNAPSHOT, service(), allKeys("new"), each(this::entering));
    }

    /** Selects what the functions compute of the table's rows, to try whether PostgreSQL can. */
    String trial() {
        return "select " + allKeys("n") + " from " + Identifiers.quoted(guarded.name()) + " n where false";
    }

    /** A single row: everything by probes, nothing sorted. */
    private String one(SubjectKind kind, SubjectPath path) {
        List<String> keys = SubjectKeys.of(path, "n");
        String key = keys.size() == 1
                ? "(select " + keys.get(0) + " from new_rows n)"
                : "any (array(select k from new_rows n cross join lateral unnest(" + SubjectKeys.array(path, "n")
                        + ") k))";
        return tombstone(kind, key, "");
    }

    /** Many rows, usually of one subject. */
    private String several(SubjectKind kind, SubjectPath path) {
        String columns = Identifiers.list("n", path.columns());
        return """

                    select f.subject_id into erased
                      from (select distinct %s from new_rows n) n cross join lateral (
                        select f.subject_id from tenant_deletion.fence f
                        where f.service = %s and f.subject_kind = %s and f.subject_key = any (%s) limit 1) f
                      limit 1;""".formatted(columns, service(), literal(kind.noun()), SubjectKeys.array(path, "n"));
    }

    private String entering(SubjectKind kind, SubjectPath path) {
        return tombstone(
                kind,
                "any (" + SubjectKeys.array(path, "new") + ")",
                " and not coalesce(f.subject_key = any (" + SubjectKeys.array(path, "old") + "), false)");
    }

    private String tombstone(SubjectKind kind, String key, String condition) {
        return """

                    select f.subject_id into erased from tenant_deletion.fence f
                      where f.service = %s and f.subject_kind = %s
                        and f.subject_key = %s%s limit 1;""".formatted(service(), literal(kind.noun()), key, condition);
    }

    private String each(java.util.function.BiFunction<SubjectKind, SubjectPath, String> query) {
        return guarded.paths().entrySet().stream()
                .map(entry -> query.apply(entry.getKey(), entry.getValue()) + refuse(entry.getKey()))
                .collect(Collectors.joining());
    }

    private String refuse(SubjectKind kind) {
        return """

                    if found then
                      perform tenant_deletion.refuse_row(%s, erased, %s, %s);
                    end if;""".formatted(
                        literal(kind.noun()),
                        literal(guarded.name().schema()),
                        literal(guarded.name().name()));
    }

    private String allKeys(String alias) {
        return "array["
                + guarded.paths().values().stream()
                        .flatMap(path -> SubjectKeys.of(path, alias).stream())
                        .distinct()
                        .collect(Collectors.joining(", "))
                + "]";
    }

    private String service() {
        return literal(guarded.service());
    }

    /** Readable where it stands in the context of an error, and unique however long the table's name is. */
    private static String name(TableName table, String what) {
        String full = table.toString();
        String readable = full.replaceAll("[^A-Za-z0-9]+", "_").toLowerCase(java.util.Locale.ROOT);
        String digest =
                UUID.nameUUIDFromBytes(full.getBytes(StandardCharsets.UTF_8)).toString();
        return "fence_" + readable.substring(0, Math.min(35, readable.length())) + "_" + digest.substring(0, 8) + "_"
                + what;
    }

    /** The name as SQL spells it. */
    static String quoted(String name) {
        return Identifiers.quoted(new TableName(Catalog.OURS, name));
    }
}
