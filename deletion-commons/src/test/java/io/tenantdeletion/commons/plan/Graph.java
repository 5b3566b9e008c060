package io.tenantdeletion.commons.plan;

import io.tenantdeletion.commons.catalog.Catalog;
import io.tenantdeletion.commons.catalog.Column;
import io.tenantdeletion.commons.catalog.ForeignKey;
import io.tenantdeletion.commons.catalog.ForeignKey.OnDelete;
import io.tenantdeletion.commons.catalog.Table;
import io.tenantdeletion.commons.catalog.TableName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Writes a graph as a test reads it: {@code new Graph().owned("orders").child("items", "orders")}. */
final class Graph {

    private static final String SCHEMA = "s";

    private final SubjectKind kind;
    private final Map<String, List<Column>> columns = new LinkedHashMap<>();
    private final List<ForeignKey> keys = new ArrayList<>();
    private final Map<TableName, Mark> marks = new LinkedHashMap<>();
    private final List<String> unindexed = new ArrayList<>();
    private final List<List<String>> composites = new ArrayList<>();

    Graph() {
        this(SubjectKind.TENANT);
    }

    private Graph(SubjectKind kind) {
        this.kind = kind;
    }

    /** A graph whose marks say what belongs to users. */
    static Graph ofUsers() {
        return new Graph(SubjectKind.USER);
    }

    static TableName name(String table) {
        return new TableName(SCHEMA, table);
    }

    /** A table marked as the subject's data, with a column of theirs, which may be NULL only for users. */
    Graph owned(String table) {
        return owned(table, kind == SubjectKind.USER);
    }

    Graph owned(String table, boolean nullable) {
        table(table).add(new Column(kind.noun() + "_id", "uuid", nullable));
        return mark(table, new Mark.Owned("", ""));
    }

    /** A table with a column that names somebody, without a mark. */
    Graph naming(String table, String column, boolean nullable) {
        table(table).add(new Column(column, "uuid", nullable));
        return this;
    }

    /** A table marked as the subject's data, with a NOT NULL key to each parent and no column of theirs. */
    Graph child(String table, String... parents) {
        table(table);
        for (String parent : parents) {
            key(table, parent, false, OnDelete.NO_ACTION);
        }
        return mark(table, new Mark.Owned("", ""));
    }

    /** A table without a mark and without a tenant column. */
    Graph bare(String table) {
        table(table);
        return this;
    }

    Graph mark(String table, Mark mark) {
        marks.put(name(table), mark);
        return this;
    }

    Graph unmark(String table) {
        marks.remove(name(table));
        return this;
    }

    Graph refers(String from, String to) {
        return key(from, to, false, OnDelete.NO_ACTION);
    }

    Graph mayRefer(String from, String to) {
        return key(from, to, true, OnDelete.NO_ACTION);
    }

    Graph key(String from, String to, boolean nullable, OnDelete onDelete) {
        String column = to + "_id";
        columns.get(from).add(new Column(column, "uuid", nullable));
        keys.add(new ForeignKey(
                from + "_" + to + "_fk", name(from), List.of(column), name(to), List.of("id"), nullable, onDelete));
        return this;
    }

    /** A nullable foreign key of two columns. */
    Graph composite(String from, String to) {
        List<String> names = List.of(to + "_x", to + "_y");
        names.forEach(column -> columns.get(from).add(new Column(column, "uuid", true)));
        composites.add(names);
        keys.add(new ForeignKey(
                from + "_" + to + "_xy_fk", name(from), names, name(to), List.of("x", "y"), true, OnDelete.NO_ACTION));
        return this;
    }

    Graph keyFromElsewhere(String to) {
        keys.add(new ForeignKey(
                "elsewhere_fk",
                new TableName("elsewhere", "letters"),
                List.of(to + "_id"),
                name(to),
                List.of("id"),
                true,
                OnDelete.NO_ACTION));
        return this;
    }

    Graph withoutIndexes(String table) {
        unindexed.add(table);
        return this;
    }

    Plan plan() {
        return Planner.plan(catalog(), marks());
    }

    Marks marks() {
        return new Marks(kind, kind.noun() + "_id", marks);
    }

    Catalog catalog() {
        List<Table> tables = columns.entrySet().stream()
                .map(entry -> new Table(name(entry.getKey()), entry.getValue(), indexes(entry.getKey()), Table.UNKNOWN))
                .toList();
        return new Catalog(tables, keys);
    }

    List<ForeignKey> keys() {
        return keys;
    }

    private List<List<String>> indexes(String table) {
        return unindexed.contains(table)
                ? List.of(List.of("id"))
                : Stream.concat(columns.get(table).stream().map(column -> List.of(column.name())), composites.stream())
                        .toList();
    }

    private List<Column> table(String table) {
        return columns.computeIfAbsent(table, absent -> new ArrayList<>(List.of(new Column("id", "uuid", false))));
    }
}
