package io.tenantdeletion.commons.sql;

import static io.tenantdeletion.commons.sql.Identifiers.column;
import static io.tenantdeletion.commons.sql.Identifiers.list;
import static io.tenantdeletion.commons.sql.Identifiers.literal;
import static io.tenantdeletion.commons.sql.Identifiers.quoted;
import static io.tenantdeletion.commons.sql.Identifiers.row;

import io.tenantdeletion.commons.catalog.Column;
import io.tenantdeletion.commons.catalog.ForeignKey;
import io.tenantdeletion.commons.catalog.Table;
import io.tenantdeletion.commons.catalog.TableName;
import io.tenantdeletion.commons.plan.Plan;
import io.tenantdeletion.commons.plan.Step;
import io.tenantdeletion.commons.plan.SubjectPath;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Keys of parents that are about to be deleted. They are kept in {@code tenant_deletion.removed_keys}, some thousands
 * in a row: by them children are found when the parents are gone. A key of one column is kept as its text, one of
 * several as the text of an array of texts.
 */
public final class RemovedKeys {

    private static final String PART = "part";

    /** Name of the parameter that says by which kept keys of parents rows are found: the part's number. */
    public static final String PARENTS = "parents";

    private final Plan plan;

    RemovedKeys(Plan plan) {
        this.plan = plan;
    }

    /** Foreign keys to this table; by them its rows are parents. */
    public List<ForeignKey> to(TableName table) {
        return plan.catalog().to(table);
    }

    /**
     * Foreign keys to this table by which rows of others may refer to the subject's: not those by which a row is the
     * subject's as soon as its parent is, and not those that the plan itself takes off rows which stay.
     */
    public List<ForeignKey> fromOthers(TableName table) {
        return to(table).stream()
                .filter(key -> !isNullified(key))
                .filter(key -> !plan.staysWithinSubject(key))
                .toList();
    }

    private boolean isNullified(ForeignKey key) {
        return plan.steps().stream()
                .anyMatch(step -> step instanceof Step.NullifySharedReference nullify
                        && nullify.key().equals(key));
    }

    /**
     * The columns that such keys refer to, each list once. The first says which rows a part has: where all of them may
     * be NULL, it is another key of the table, one that may not, if there is one.
     */
    List<List<String>> referenced(TableName table) {
        List<List<String>> referenced =
                to(table).stream().map(ForeignKey::referenced).distinct().toList();
        Optional<List<String>> neverNull = Stream.concat(referenced.stream(), ownKeys(table))
                .filter(columns -> columns.stream().noneMatch(name -> isNullable(table, name)))
                .findFirst();
        return Stream.concat(neverNull.stream(), referenced.stream()).distinct().toList();
    }

    private Stream<List<String>> ownKeys(TableName table) {
        return plan.catalog().table(table).map(Table::structure).stream()
                .flatMap(structure -> Stream.concat(
                        Stream.of(structure.primaryKey()).filter(columns -> !columns.isEmpty()),
                        structure.uniqueKeys().stream()));
    }

    /** The columns whose keys say which rows of a table are in a part. */
    public List<String> identifying(TableName table) {
        return referenced(table).get(0);
    }

    /**
     * The foreign keys of a step's table by whose parents its rows can be found, part of these by part; none where the
     * step's rows are to be found all at once. The first is its path's; by the others some of the same rows refer to
     * other parents, which cannot go before them.
     */
    public List<ForeignKey> toParents(Step.Delete step) {
        if (!(step.path() instanceof SubjectPath.ByParent path) || !step.divisible()) {
            return List.of();
        }
        // A parent that stays for the sake of others has children that go.
        boolean allGo = plan.delete(path.key().to())
                .filter(parents -> parents.retainedFor().isEmpty())
                .isPresent();
        List<ForeignKey> keys = Stream.concat(
                        Stream.of(path.key()),
                        plan.catalog().from(step.table()).stream()
                                .filter(key -> !key.equals(path.key()) && !key.isSelfReference())
                                .filter(key -> plan.delete(key.to()).isPresent()))
                .toList();
        return allGo && keys.stream().allMatch(key -> key.columns().size() == 1) ? keys : List.of();
    }

    /**
     * Locks at most {@code limit} rows of a step against new children and keeps their keys. Parameters beside the
     * subject: {@code :service, :kind, :id}. Answers with a row for each list of referenced columns: the part's number,
     * the columns, joined by commas, and how many keys.
     */
    public String keep(Step.Delete step, int limit) {
        return keep(step, limit, "", RowConditions.of(step, "e"));
    }

    /** As {@link #keep(Step.Delete, int)}, of rows whose key refers to a parent that is kept as {@code :parents}. */
    public String keep(Step.Delete step, ForeignKey toParents, int limit) {
        return keep(step, limit, "", areOf(step, toParents, "e"));
    }

    /** The rows of a step whose key refers to a parent that is kept as {@code :parents}. */
    String areOf(Step.Delete step, ForeignKey toParents, String alias) {
        SubjectPath.ByParent path = (SubjectPath.ByParent) step.path();
        return isAmong(toParents, alias, PARENTS)
                + (toParents.equals(path.key()) ? "" : " and " + RowConditions.isOf(path, alias))
                + RowConditions.unlessHeld(step, alias);
    }

    /**
     * As {@link #keep(Step.Delete, int)}, and locks the parents by which the rows are found, see {@link LockedPath}.
     */
    public String keepLockingParents(Step.Delete step, int limit) {
        return keep(step, limit, LockedPath.part(step, limit) + ", ", RowConditions.isInPart(step, "e"));
    }

    private String keep(Step.Delete step, int limit, String with, String condition) {
        List<List<String>> referenced = referenced(step.table());
        List<String> columns =
                referenced.stream().flatMap(List::stream).distinct().toList();
        String lists = IntStream.range(0, referenced.size())
                .mapToObj(i -> "array_agg(" + text(referenced.get(i)) + ") as k" + i)
                .collect(Collectors.joining(", "));
        String values = IntStream.range(0, referenced.size())
                .mapToObj(i -> "(" + names(referenced.get(i)) + ", a.k" + i + ")")
                .collect(Collectors.joining(", "));
        return "with " + with + "locked as materialized (select " + list("e", columns) + " from " + quoted(step.table())
                + " e where " + condition + " limit " + limit + " for update)"
                + " insert into tenant_deletion.removed_keys"
                + " (service, subject_kind, subject_id, table_schema, table_name, column_names, keys)"
                + " select :service, :kind, cast(cast(:id as text) as uuid), "
                + literal(step.table().schema()) + ", " + literal(step.table().name())
                + ", s.column_names, s.keys from (select " + lists + " from locked having count(*) > 0) a"
                + " cross join lateral (values " + values + ") s (column_names, keys)"
                + " returning part, array_to_string(column_names, ','), cardinality(keys)";
    }

    /** Whether a row's own columns are among its table's keys kept as {@code :part}. */
    String isKept(TableName table, List<String> columns, String alias) {
        return columns.size() == 1
                ? isAmong(column(alias, columns.get(0)), table, columns.get(0), PART)
                : row(alias, columns) + " in (" + select(table, columns) + ")";
    }

    private String isAmong(ForeignKey key, String alias, String part) {
        return isAmong(
                column(alias, key.columns().get(0)), key.to(), key.referenced().get(0), part);
    }

    /**
     * Whether a column is among kept keys, as an array: PostgreSQL walks over the index once with all of them in order,
     * instead of from its root for each. Only for a condition that an index answers: row by row it would be slow.
     */
    private String isAmong(String column, TableName table, String referenced, String part) {
        return column + " = any (cast((select r.keys from tenant_deletion.removed_keys r where r.part = :" + part
                + ") as " + type(table, referenced) + "[]))";
    }

    /** Selects a true where rows still refer to rows whose keys are kept as {@code :part}. */
    public String hasChildren(ForeignKey key) {
        return "select count(*) > 0 " + ofChildren(key, "", "e");
    }

    /** Selects a true where rows of others refer to rows whose keys are kept as {@code :part}. */
    public String hasRowsOfOthers(ForeignKey key) {
        String ofOthers = plan.delete(key.from())
                .map(step -> " and " + RowConditions.notFound(key.from(), step.path(), "e"))
                .orElse("");
        return "select count(*) > 0 " + ofChildren(key, ofOthers, "e");
    }

    /** Selects something from every row whose foreign key refers to one of the keys kept as {@code :part}. */
    private String ofChildren(ForeignKey key, String condition, String alias) {
        if (key.columns().size() == 1) {
            return "from " + quoted(key.from()) + " " + alias + " where " + isAmong(key, alias, PART) + condition;
        }
        // The subqueries have each key looked up in the children's index, once.
        String names = IntStream.range(0, key.columns().size())
                .mapToObj(i -> column("k", "k" + i) + " = "
                        + column(alias, key.columns().get(i)))
                .collect(Collectors.joining(" and "));
        return "from (" + select(key.to(), key.referenced()) + " offset 0) k cross join lateral (select from "
                + quoted(key.from()) + " " + alias + " where " + names + condition + " offset 0) c";
    }

    private String select(TableName table, List<String> columns) {
        String values = IntStream.range(0, columns.size())
                .mapToObj(i -> "cast((cast(k as text[]))[" + (i + 1) + "] as " + type(table, columns.get(i)) + ") as "
                        + quoted("k" + i))
                .collect(Collectors.joining(", "));
        return "select " + values + " from tenant_deletion.removed_keys r cross join lateral unnest(r.keys) k"
                + " where r.part = :" + PART;
    }

    private String type(TableName table, String name) {
        return plan.catalog().column(table, name).map(Column::castType).orElseThrow();
    }

    private boolean isNullable(TableName table, String name) {
        return plan.catalog().column(table, name).map(Column::nullable).orElseThrow();
    }

    private static String text(List<String> columns) {
        String texts = columns.stream()
                .map(name -> "cast(" + column("locked", name) + " as text)")
                .collect(Collectors.joining(", "));
        return columns.size() == 1 ? texts : "cast(array[" + texts + "] as text)";
    }

    private static String names(List<String> columns) {
        return "array[" + columns.stream().map(Identifiers::literal).collect(Collectors.joining(", ")) + "]";
    }
}
