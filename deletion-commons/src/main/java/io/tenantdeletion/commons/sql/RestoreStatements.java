package io.tenantdeletion.commons.sql;

import static io.tenantdeletion.commons.sql.Identifiers.column;
import static io.tenantdeletion.commons.sql.Identifiers.list;
import static io.tenantdeletion.commons.sql.Identifiers.literal;
import static io.tenantdeletion.commons.sql.Identifiers.quoted;
import static io.tenantdeletion.commons.sql.Identifiers.row;
import static io.tenantdeletion.commons.sql.Identifiers.texts;

import io.tenantdeletion.commons.catalog.ForeignKey;
import io.tenantdeletion.commons.catalog.TableName;
import io.tenantdeletion.commons.plan.Plan;
import io.tenantdeletion.commons.plan.Step;
import io.tenantdeletion.commons.sql.RowImage.Format;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Statements that put back what {@link LogEntries} has written. Parameters: {@link SqlStatements#LOG_WINDOW} and
 * {@link SqlStatements#LOG_KEY}; those that look at foreign keys have {@link SqlStatements#SUBJECT} instead, and
 * {@link #insertFound} has it, too.
 */
public final class RestoreStatements {

    /** No column of a table is likely to have this name. */
    private static final String DIGEST = quoted("#digest");

    private static final String VALUES = "u";
    private static final String ROW = "e";
    private static final String PARENT = "x";

    private final Plan plan;
    private final Map<TableName, RowImage> images;

    /** @param images what the tables' rows consist of now */
    public RestoreStatements(Plan plan, Map<TableName, RowImage> images) {
        this.plan = plan;
        this.images = Map.copyOf(images);
    }

    /**
     * Puts rows back that are gone; selects how many, their digest as they are in the table now, and how many of their
     * references lead to no row of the subject, which is asked of {@link #insertFound} only. Values that PostgreSQL
     * numbers are given, so its sequences stay where they are.
     */
    public String insert(LoggedRows logged) {
        return inserting(logged) + digested(logged, images.get(logged.table()), Identifiers::quoted, "", "0");
    }

    private String inserting(LoggedRows logged) {
        RowImage image = images.get(logged.table());
        return "with back as (insert into " + quoted(logged.table()) + " ("
                + logged.columns().stream().map(Identifiers::quoted).collect(Collectors.joining(", "))
                + ") overriding system value select " + each(logged.columns(), i -> value(logged, image, i)) + " from "
                + values(logged, image);
    }

    /**
     * As {@link #insert}, of a table whose rows are found by their parents, which are back already: none of their
     * references may lead to no row of the subject.
     */
    public String insertFound(LoggedRows logged, Step.Delete step) {
        List<String> owner = step.path().columns().stream()
                .distinct()
                .map(Identifiers::quoted)
                .toList();
        String columns = String.join(", ", owner);
        return inserting(logged)
                + digested(
                        logged,
                        images.get(logged.table()),
                        Identifiers::quoted,
                        ", " + columns,
                        "(select count(*) from (select distinct " + columns + " from back) r where "
                                + RowConditions.notFound(step.table(), step.path(), "r") + ")");
    }

    private static String digested(
            LoggedRows logged, RowImage image, UnaryOperator<String> inTable, String returned, String lost) {
        List<String> values = logged.columns().stream()
                .map(name ->
                        RowDigest.value(inTable.apply(name), image.column(name).orElseThrow()))
                .toList();
        return " returning " + RowDigest.ofRow(values) + " as " + DIGEST + returned + ") select count(*), cast(sum("
                + DIGEST + ") as text), " + lost + " from back";
    }

    /**
     * Gives references back to rows that stayed, or came back, where they are still NULL; selects how many, their
     * digest, and 0.
     */
    public String giveBack(LoggedRows logged) {
        RowImage image = images.get(logged.table());
        List<String> columns = logged.columns();
        IntStream key = IntStream.range(0, logged.keyColumns());
        List<Integer> set =
                IntStream.range(logged.keyColumns(), columns.size()).boxed().toList();
        return "with back as (update " + quoted(logged.table()) + " " + ROW + " set "
                + set.stream()
                        .map(i -> quoted(columns.get(i)) + " = g." + quoted("c" + i))
                        .collect(Collectors.joining(", "))
                + " from (select " + each(columns, i -> value(logged, image, i) + " as " + quoted("c" + i)) + " from "
                + values(logged, image) + " offset 0) g where "
                + key.mapToObj(i -> column(ROW, columns.get(i)) + " = g." + quoted("c" + i)
                                + collation(image, columns.get(i)))
                        .collect(Collectors.joining(" and "))
                + set.stream()
                        .map(i -> " and " + column(ROW, columns.get(i)) + " is null")
                        .collect(Collectors.joining())
                + (plan.delete(logged.table()).isPresent() ? "" : parentsAreThere(logged))
                + digested(logged, image, name -> column(ROW, name), "", "0");
    }

    /** A row that stayed does not get a reference to one that did not come back. */
    private String parentsAreThere(LoggedRows logged) {
        List<String> set =
                logged.columns().subList(logged.keyColumns(), logged.columns().size());
        return plan.catalog().from(logged.table()).stream()
                .filter(key -> key.columns().stream().anyMatch(set::contains))
                .map(key -> " and ("
                        + key.references().stream()
                                .map(pair -> reference(logged, pair.column()) + " is null or ")
                                .collect(Collectors.joining())
                        + "exists (select from " + quoted(key.to()) + " " + PARENT + " where "
                        + key.references().stream()
                                .map(pair -> column(PARENT, pair.referenced()) + " = "
                                        + reference(logged, pair.column())
                                        + collation(images.get(key.to()), pair.referenced()))
                                .collect(Collectors.joining(" and "))
                        + "))")
                .collect(Collectors.joining());
    }

    private static String reference(LoggedRows logged, String name) {
        int given = logged.columns().lastIndexOf(name);
        return given < logged.keyColumns() ? column(ROW, name) : "g." + quoted("c" + given);
    }

    /** PostgreSQL knows which one to compare by only where both sides are columns. */
    private static String collation(RowImage image, String column) {
        return Optional.ofNullable(image)
                .flatMap(known -> known.column(column))
                .flatMap(RowImage.Column::collation)
                .map(name -> " collate " + name)
                .orElse("");
    }

    /** Reads the key's parents of the restored rows and keeps them from being deleted; selects how many. */
    public String lockParents(ForeignKey key) {
        return "select count(*) from (select from " + quoted(key.to()) + " " + PARENT + " where "
                + row(PARENT, key.referenced()) + " in (select " + list(ROW, key.columns()) + " from "
                + restored(key) + ") for key share of " + PARENT + ") l";
    }

    /** Selects a true where a restored row refers to nothing. */
    public String lacksParents(ForeignKey key) {
        return "select count(*) > 0 from " + restored(key) + " and not exists (select from " + quoted(key.to()) + " "
                + PARENT + " where " + RowConditions.joined(key, ROW, PARENT) + ")";
    }

    private String restored(ForeignKey key) {
        Step.Delete step = plan.delete(key.from()).orElseThrow();
        return quoted(key.from()) + " " + ROW + " where " + RowConditions.found(key.from(), step.path(), ROW)
                + key.columns().stream()
                        .map(name -> " and " + column(ROW, name) + " is not null")
                        .collect(Collectors.joining());
    }

    private static String value(LoggedRows logged, RowImage image, int column) {
        String value = column(VALUES, "c" + column);
        return logged.format(column) == Format.TEXT
                ? "cast(" + value + " as "
                        + image.column(logged.columns().get(column))
                                .orElseThrow()
                                .castType() + ")"
                : value;
    }

    /** All values, a column of {@code u} each. */
    private static String values(LoggedRows logged, RowImage image) {
        String key = LogEntries.key();
        return "(select l.row_count, l.lengths, tenant_deletion.unseal(l.ids, " + key
                + ") as ids, tenant_deletion.unseal(l.data, " + key + ") as data from tenant_deletion.restore_log l"
                + " where l.window_id = cast(:" + SqlStatements.LOG_WINDOW + " as bigint) and l.table_schema = "
                + literal(logged.table().schema()) + " and l.table_name = "
                + literal(logged.table().name()) + " and l.kind = " + literal(logged.kind()) + " and l.column_names = "
                + texts(logged.columns()) + " and l.column_types = " + texts(logged.types())
                + " and l.column_formats = " + texts(logged.formats())
                + " order by l.entry offset 0) b cross join lateral unnest("
                + each(logged.columns(), i -> array(logged, image, i)) + ") as " + VALUES + " ("
                + each(logged.columns(), i -> quoted("c" + i)) + ")";
    }

    private static String array(LoggedRows logged, RowImage image, int column) {
        if (logged.format(column) == Format.BYTES) {
            return "array(select cast(encode(substring(b.ids from " + start(logged, column)
                    + " + 16 * g for 16), 'hex') as uuid) from generate_series(0, b.row_count - 1) g)";
        }
        String type = logged.format(column) == Format.TEXT
                ? "text[]"
                : image.column(logged.columns().get(column))
                        .flatMap(RowImage.Column::arrayType)
                        .orElseThrow();
        return "cast(convert_from(substring(b.data from " + start(logged, column) + " for b.lengths[" + (column + 1)
                + "]), getdatabaseencoding()) as " + type + ")";
    }

    /** Where a column's part begins among the others that are stored with it. */
    private static String start(LoggedRows logged, int column) {
        boolean bytes = logged.format(column) == Format.BYTES;
        return "1"
                + IntStream.range(0, column)
                        .filter(i -> (logged.format(i) == Format.BYTES) == bytes)
                        .mapToObj(i -> " + b.lengths[" + (i + 1) + "]")
                        .collect(Collectors.joining());
    }

    private static String each(List<String> columns, IntFunction<String> expression) {
        return IntStream.range(0, columns.size()).mapToObj(expression).collect(Collectors.joining(", "));
    }
}
