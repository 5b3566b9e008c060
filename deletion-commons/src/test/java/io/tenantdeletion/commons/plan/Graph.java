package io.tenantdeletion.commons.plan;

import io.tenantdeletion.commons.catalog.Access;
import io.tenantdeletion.commons.catalog.Catalog;
import io.tenantdeletion.commons.catalog.Column;
import io.tenantdeletion.commons.catalog.ForeignKey;
import io.tenantdeletion.commons.catalog.ForeignKey.Action;
import io.tenantdeletion.commons.catalog.ForeignKey.Reference;
import io.tenantdeletion.commons.catalog.Role;
import io.tenantdeletion.commons.catalog.Structure;
import io.tenantdeletion.commons.catalog.Table;
import io.tenantdeletion.commons.catalog.TableName;
import io.tenantdeletion.commons.contract.SubjectKind;
import io.tenantdeletion.commons.ownership.Ownership;
import io.tenantdeletion.commons.ownership.OwnershipMap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Writes a graph as a test reads it: {@code new Graph().owned("orders").child("items", "orders")}. */
final class Graph {

    private static final String SCHEMA = "s";
    private static final ForeignKey.State VALID = new ForeignKey.State(true, false, false, false, false);
    private static final Structure PLAIN =
            new Structure(Structure.Kind.TABLE, List.of(), List.of(), List.of(), List.of("id"), List.of());
    private static final Access ALLOWED = new Access(
            new Access.RowSecurity(false, false, false),
            new Access.Privileges(true, true, true, true),
            List.of(),
            List.of());

    private final SubjectKind kind;
    private final Map<String, List<Column>> columns = new LinkedHashMap<>();
    private final List<ForeignKey> keys = new ArrayList<>();
    private final Map<TableName, Ownership> ownerships = new LinkedHashMap<>();
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
        table(table).add(column(kind.noun() + "_id", nullable));
        return ownership(table, new Ownership.Owned("", ""));
    }

    /** A table with a column that names somebody, without a mark. */
    Graph naming(String table, String column, boolean nullable) {
        table(table).add(column(column, nullable));
        return this;
    }

    /** A table marked as the subject's data, with a NOT NULL key to each parent and no column of theirs. */
    Graph child(String table, String... parents) {
        table(table);
        for (String parent : parents) {
            key(table, parent, false, Action.NO_ACTION);
        }
        return ownership(table, new Ownership.Owned("", ""));
    }

    /** A table without a mark and without a tenant column. */
    Graph bare(String table) {
        table(table);
        return this;
    }

    Graph ownership(String table, Ownership ownership) {
        ownerships.put(name(table), ownership);
        return this;
    }

    Graph unmark(String table) {
        ownerships.remove(name(table));
        return this;
    }

    Graph refers(String from, String to) {
        return key(from, to, false, Action.NO_ACTION);
    }

    Graph mayRefer(String from, String to) {
        return key(from, to, true, Action.NO_ACTION);
    }

    Graph key(String from, String to, boolean nullable, Action onDelete) {
        String column = to + "_id";
        columns.get(from).add(column(column, nullable));
        keys.add(key(from + "_" + to + "_fk", from, to, onDelete, reference(column, "id", nullable)));
        return this;
    }

    /** A nullable foreign key of two columns. */
    Graph composite(String from, String to) {
        List<String> names = List.of(to + "_x", to + "_y");
        names.forEach(column -> columns.get(from).add(column(column, true)));
        composites.add(names);
        keys.add(key(
                from + "_" + to + "_xy_fk",
                from,
                to,
                Action.NO_ACTION,
                reference(names.get(0), "x", true),
                reference(names.get(1), "y", true)));
        return this;
    }

    /** A foreign key of the subject's own column and another one to a key of the same two. */
    Graph tenantKey(String from, String to, boolean nullable) {
        String column = to + "_id";
        columns.get(from).add(column(column, nullable));
        String subject = kind.noun() + "_id";
        composites.add(List.of(subject, column));
        keys.add(key(
                from + "_" + to + "_tenant_fk",
                from,
                to,
                Action.NO_ACTION,
                reference(subject, subject, false),
                reference(column, "id", nullable)));
        return this;
    }

    /** A key of two columns, of which the second must not be NULL, that sets some of them to NULL. */
    Graph forgetting(String from, String to, String... forgotten) {
        columns.get(from).add(column(to + "_x", true));
        columns.get(from).add(column(to + "_y", false));
        composites.add(List.of(to + "_x", to + "_y"));
        keys.add(new ForeignKey(
                from + "_" + to + "_fk",
                name(from),
                name(to),
                List.of(reference(to + "_x", "x", true), reference(to + "_y", "y", false)),
                new ForeignKey.Actions(Action.SET_NULL, List.of(forgotten), Action.NO_ACTION),
                VALID));
        return this;
    }

    Graph keyFromElsewhere(String to) {
        keys.add(new ForeignKey(
                "elsewhere_fk",
                new TableName("elsewhere", "letters"),
                name(to),
                List.of(reference(to + "_id", "id", true)),
                new ForeignKey.Actions(Action.NO_ACTION, List.of(), Action.NO_ACTION),
                VALID));
        return this;
    }

    Graph withoutIndexes(String table) {
        unindexed.add(table);
        return this;
    }

    PlanDraft draft() {
        return Planner.draft(catalog(), ownerships());
    }

    Plan plan() {
        return Planner.plan(catalog(), ownerships());
    }

    OwnershipMap ownerships() {
        return new OwnershipMap(kind, kind.noun() + "_id", ownerships);
    }

    Catalog catalog() {
        List<Table> tables = columns.entrySet().stream()
                .map(entry -> new Table(
                        name(entry.getKey()), entry.getValue(), indexes(entry.getKey()), Table.UNKNOWN, PLAIN, ALLOWED))
                .toList();
        return new Catalog(tables, keys, List.of(), new Role("purge", false, false), true);
    }

    private static ForeignKey key(String name, String from, String to, Action onDelete, Reference... references) {
        return new ForeignKey(
                name,
                name(from),
                name(to),
                List.of(references),
                new ForeignKey.Actions(onDelete, List.of(), Action.NO_ACTION),
                VALID);
    }

    private static Reference reference(String column, String referenced, boolean nullable) {
        return new Reference(column, referenced, nullable, false);
    }

    private static Column column(String name, boolean nullable) {
        return new Column(name, "uuid", nullable, false, false);
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
        return columns.computeIfAbsent(table, absent -> new ArrayList<>(List.of(column("id", false))));
    }
}
