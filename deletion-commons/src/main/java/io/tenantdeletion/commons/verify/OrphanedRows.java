package io.tenantdeletion.commons.verify;

import io.tenantdeletion.commons.catalog.Column;
import io.tenantdeletion.commons.catalog.ForeignKey;
import io.tenantdeletion.commons.catalog.TableName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Counts by the keys of parents that a purge removed: rows that refer to one of them, although no row has that key any
 * more. A join would find nothing, because the parents are gone; keys are looked up in the children's index.
 *
 * <p>Such a row of a table without a column for the subject was the subject's, unless another of its parents is still
 * there, which then is somebody else's. Of any other table it is of somebody else, whose reference the deletion broke.
 */
final class OrphanedRows {

    /** Selects which keys are kept, and the number of the latest part of them. */
    static final String KEPT = """
            select table_schema, table_name, cast(to_json(column_names) as text), max(part)
            from tenant_deletion.removed_keys
            where service = :service and subject_kind = :kind and subject_id = cast(cast(:id as text) as uuid)
            group by 1, 2, column_names""";

    /** Forgets them. */
    static final String FORGET = """
            with forgotten as (
              delete from tenant_deletion.removed_keys
              where service = :service and subject_kind = :kind and subject_id = cast(cast(:id as text) as uuid)
                and part <= :last
              returning part)
            select count(*) from forgotten""";

    private final SubjectTables subjects;
    private final Map<TableName, List<ForeignKey>> keys = new LinkedHashMap<>();

    OrphanedRows(SubjectTables subjects, List<KeptKeys> kept) {
        this.subjects = subjects;
        kept.forEach(each -> subjects.to(each.table()).stream()
                .filter(key -> key.referenced().equals(each.columns()))
                .forEach(key -> keys.computeIfAbsent(key.from(), child -> new ArrayList<>())
                        .add(key)));
    }

    /** Tables that refer to parents whose keys are kept. */
    List<TableName> tables() {
        return List.copyOf(keys.keySet());
    }

    /**
     * A row for each table of {@link #tables} that has such rows: its position, how many of them were the subject's,
     * and how many are of others. Parameters: {@code :subject} and those of {@link #KEPT}.
     */
    String counts() {
        List<TableName> tables = tables();
        return IntStream.range(0, tables.size())
                .mapToObj(i -> "select " + i + ", count(*) filter (where own), count(*) filter (where not own) from ("
                        + keys.get(tables.get(i)).stream().map(this::orphans).collect(Collectors.joining(" union "))
                        + ") o having count(*) > 0")
                .collect(Collectors.joining(" union all "));
    }

    private String orphans(ForeignKey key) {
        boolean isSingle = key.columns().size() == 1;
        return "select " + (isSingle ? "distinct " : "") + "c.tableoid, c.ctid, " + isOwn(key) + " as own from "
                + (isSingle ? childrenBySingle(key) : childrenBySeveral(key)) + " where not " + hasParent(key)
                + isOfOthersByItsColumn(key);
    }

    /** All keys of a part at once: PostgreSQL walks over the children's index with them in order. */
    private String childrenBySingle(ForeignKey key) {
        return "(select r.keys from tenant_deletion.removed_keys r where " + areKept(key) + " offset 0) r join "
                + Sql.quoted(key.from()) + " c on "
                + Sql.column("c", key.columns().get(0)) + " = any (cast(r.keys as "
                + type(key.to(), key.referenced().get(0)) + "[]))";
    }

    private String childrenBySeveral(ForeignKey key) {
        return "(select distinct " + decoded(key)
                + " from tenant_deletion.removed_keys r cross join lateral unnest(r.keys) k where " + areKept(key)
                + ") k join "
                + Sql.quoted(key.from()) + " c on " + matches(key.columns(), "c", ordinals(key), "k");
    }

    private static String areKept(ForeignKey key) {
        return "r.service = :service and r.subject_kind = :kind"
                + " and r.subject_id = cast(cast(:id as text) as uuid)"
                + " and r.table_schema = " + Sql.literal(key.to().schema())
                + " and r.table_name = " + Sql.literal(key.to().name())
                + " and r.column_names = " + names(key.referenced());
    }

    /** Rows that name the subject are counted as such. */
    private String isOfOthersByItsColumn(ForeignKey key) {
        Column column = subjects.columns().get(key.from());
        return column == null
                ? ""
                : " and cast(" + Sql.column("c", column.name()) + " as text) is distinct from cast(:subject as text)";
    }

    private String isOwn(ForeignKey key) {
        if (!subjects.paths().containsKey(key.from())) {
            return "false";
        }
        List<ForeignKey> others = subjects.pathsBeside(key);
        return others.isEmpty()
                ? "true"
                : others.stream().map(other -> "not " + hasParent(other)).collect(Collectors.joining(" and "));
    }

    private static String hasParent(ForeignKey key) {
        return "exists (select from " + Sql.quoted(key.to()) + " p where "
                + matches(key.referenced(), "p", key.columns(), "c") + ")";
    }

    private static String matches(List<String> columns, String alias, List<String> others, String other) {
        return IntStream.range(0, columns.size())
                .mapToObj(i -> Sql.column(alias, columns.get(i)) + " = " + Sql.column(other, others.get(i)))
                .collect(Collectors.joining(" and "));
    }

    private static List<String> ordinals(ForeignKey key) {
        return IntStream.range(0, key.columns().size()).mapToObj(i -> "k" + i).toList();
    }

    /** An element is the text of an array of the columns' texts. */
    private String decoded(ForeignKey key) {
        return IntStream.range(0, key.referenced().size())
                .mapToObj(i -> "cast((cast(k as text[]))[" + (i + 1) + "] as "
                        + type(key.to(), key.referenced().get(i)) + ") as k" + i)
                .collect(Collectors.joining(", "));
    }

    private String type(TableName table, String column) {
        String type = subjects.table(table)
                .flatMap(found -> found.column(column))
                .map(Column::type)
                .orElse("text");
        // As a cast, "character" alone would keep one letter.
        return type.equals("character") ? "bpchar" : type.replace("nondeterministic ", "");
    }

    private static String names(List<String> columns) {
        return columns.stream().map(Sql::literal).collect(Collectors.joining(", ", "array[", "]"));
    }

    /**
     * Keys of removed rows.
     *
     * @param table whose rows they were
     * @param columns of that table
     */
    record KeptKeys(TableName table, List<String> columns) {}
}
