package io.tenantdeletion.commons.test;

import io.vertx.core.json.JsonObject;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What deleting a user must leave of a schema, found row by row, and not by the statements that are tested: the user's
 * rows and what hangs on them go, but for those that are reached from rows of others by following foreign keys; these
 * lose their user, and so does every row that only names them.
 *
 * <p>For tables with primary and foreign keys of one column; a table without user column hangs on the parent that its
 * first NOT NULL foreign key to users' data leads to.
 */
final class UserRows {

    private static final String PRIMARY_KEY = """
            select a.attname from pg_index i
            join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
            where i.indisprimary and i.indnatts = 1 and i.indrelid = '"%s"."%s"'::regclass""";

    private final String userColumn;
    private final List<String> anonymizedColumns;
    private final List<Key> keys;
    private final Map<String, Map<String, JsonObject>> tables = new TreeMap<>();
    private final Map<String, Optional<Key>> ways = new HashMap<>();

    /** A foreign key. */
    private record Key(String child, String column, String parent, boolean nullable) {}

    /** A row's address. */
    private record Address(String table, String id) {}

    private UserRows(String schema, String userColumn, List<String> anonymizedColumns) {
        this.userColumn = userColumn;
        this.anonymizedColumns = anonymizedColumns;
        this.keys = TestDatabase.query(keysOf(schema)).stream()
                .map(JsonObject::new)
                .map(key -> new Key(
                        key.getString("child"),
                        key.getString("column"),
                        key.getString("parent"),
                        key.getBoolean("nullable")))
                .toList();
        TestDatabase.tables(schema).forEach(table -> tables.put(table, rowsOf(schema, table)));
        findWays(schema);
    }

    /**
     * The rows of a schema as they are now.
     *
     * @param userColumn names whose row it is
     * @param anonymizedColumns name somebody in rows of others
     */
    static UserRows read(String schema, String userColumn, List<String> anonymizedColumns) {
        return new UserRows(schema, userColumn, anonymizedColumns);
    }

    /** Every row by table and key. */
    Map<String, Map<String, JsonObject>> all() {
        return tables;
    }

    /** How many rows deleting the user removes, for every table of users' data. */
    Map<String, Long> deletedWith(UUID user) {
        Map<String, Long> counts = new TreeMap<>();
        ways.keySet().forEach(table -> counts.put(table, 0L));
        goingWith(user).forEach(row -> counts.merge(row.table(), 1L, Long::sum));
        return counts;
    }

    /** Every row there must be after the user's deletion. */
    Map<String, Map<String, JsonObject>> after(UUID user) {
        Set<Address> going = goingWith(user);
        Map<String, Map<String, JsonObject>> left = new TreeMap<>();
        tables.forEach((table, rows) -> {
            Map<String, JsonObject> staying = new TreeMap<>();
            rows.forEach((id, row) -> {
                if (!going.contains(new Address(table, id))) {
                    staying.put(id, without(user, row));
                }
            });
            left.put(table, staying);
        });
        return left;
    }

    private JsonObject without(UUID user, JsonObject row) {
        JsonObject left = row.copy();
        Stream.concat(Stream.of(userColumn), anonymizedColumns.stream())
                .filter(column -> user.toString().equals(row.getValue(column)))
                .forEach(left::putNull);
        return left;
    }

    private Set<Address> goingWith(UUID user) {
        Set<Address> owned = ownedBy(user);
        Set<Address> going = new HashSet<>(owned);
        Deque<Address> holding = new ArrayDeque<>();
        tables.forEach((table, rows) -> rows.keySet().stream()
                .map(id -> new Address(table, id))
                .filter(row -> !owned.contains(row))
                .forEach(holding::add));
        while (!holding.isEmpty()) {
            parentsOf(holding.remove()).stream().filter(going::remove).forEach(holding::add);
        }
        return going;
    }

    private Set<Address> ownedBy(UUID user) {
        Set<Address> owned = new HashSet<>();
        ways.keySet()
                .forEach(table -> tables.get(table).forEach((id, row) -> {
                    if (isOwnedBy(user, table, row)) {
                        owned.add(new Address(table, id));
                    }
                }));
        return owned;
    }

    private boolean isOwnedBy(UUID user, String table, JsonObject row) {
        Optional<Key> way = ways.get(table);
        return way.map(key ->
                        isOwnedBy(user, key.parent(), tables.get(key.parent()).get(row.getString(key.column()))))
                .orElseGet(() -> names(row, user));
    }

    private boolean names(JsonObject row, UUID user) {
        return user.toString().equals(row.getValue(userColumn));
    }

    private List<Address> parentsOf(Address row) {
        JsonObject values = tables.get(row.table()).get(row.id());
        return keys.stream()
                .filter(key -> key.child().equals(row.table()))
                .filter(key -> Objects.nonNull(values.getString(key.column())))
                .map(key -> new Address(key.parent(), values.getString(key.column())))
                .toList();
    }

    private void findWays(String schema) {
        TestDatabase.query("select table_name from information_schema.columns where table_schema = '" + schema
                        + "' and column_name = '" + userColumn + "'")
                .forEach(table -> ways.put(table, Optional.empty()));
        List<Key> open = new ArrayList<>(keys);
        while (open.removeIf(this::isAWay)) {
            // Until no further table hangs on one that is known.
        }
    }

    private boolean isAWay(Key key) {
        boolean leads = !key.nullable() && ways.containsKey(key.parent()) && !ways.containsKey(key.child());
        if (leads) {
            ways.put(key.child(), Optional.of(key));
        }
        return leads;
    }

    private static Map<String, JsonObject> rowsOf(String schema, String table) {
        Map<String, JsonObject> rows = new TreeMap<>();
        Optional<String> key = TestDatabase.query(PRIMARY_KEY.formatted(schema, table)).stream()
                .findFirst();
        TestDatabase.query("select to_jsonb(t)::text from \"" + schema + "\".\"" + table + "\" t").stream()
                .map(JsonObject::new)
                .forEach(row -> rows.put(key.map(row::getString).orElseGet(row::encode), row));
        return rows;
    }

    private static String keysOf(String schema) {
        return """
                select json_build_object('child', c.relname, 'column', a.attname, 'parent', p.relname,
                                         'nullable', not a.attnotnull)::text
                from pg_constraint f
                join pg_class c on c.oid = f.conrelid
                join pg_class p on p.oid = f.confrelid
                join pg_attribute a on a.attrelid = c.oid and a.attnum = f.conkey[1]
                where f.contype = 'f' and f.connamespace = '%s'::regnamespace order by f.conname""".formatted(schema);
    }
}
