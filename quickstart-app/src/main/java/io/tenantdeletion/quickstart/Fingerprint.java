package io.tenantdeletion.quickstart;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

/**
 * What the tables of a database hold, without keeping it: the number of rows and the sum of the rows' hashes, which
 * does not depend on their order.
 *
 * @param tables per table, by "schema.table"
 */
record Fingerprint(Map<String, Content> tables) {

    /** One table's content. */
    record Content(long rows, String hash) {}

    private static final String NAMES = """
            select quote_ident(n.nspname) || '.' || quote_ident(c.relname)
              from pg_class c join pg_namespace n on n.oid = c.relnamespace
             where c.relkind in ('r', 'p') and not c.relispartition
               and n.nspname not in ('pg_catalog', 'information_schema', 'tenant_deletion') and n.nspname not like 'pg\\_%'
               and c.relname not like 'flyway\\_schema\\_history%'
            """;

    /** Opens connections to one database. */
    @FunctionalInterface
    interface Database {
        Connection connect() throws SQLException;
    }

    /** Reads every table, apart from Flyway's own and the books that deletions keep. */
    static Fingerprint of(Database database) {
        ConcurrentLinkedQueue<String> names = new ConcurrentLinkedQueue<>(names(database));
        Map<String, Content> tables = new ConcurrentHashMap<>();
        Runnable reader = () -> read(database, names, tables);
        Tasks.joinAll(Stream.of(reader, reader).map(Tasks::async).toList());
        return new Fingerprint(new TreeMap<>(tables));
    }

    private static List<String> names(Database database) {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(NAMES)) {
            List<String> names = new ArrayList<>();
            while (row.next()) {
                names.add(row.getString(1));
            }
            return names;
        } catch (SQLException e) {
            throw new QuickstartException("Could not read the catalog: " + e.getMessage(), e);
        }
    }

    private static void read(Database database, ConcurrentLinkedQueue<String> names, Map<String, Content> tables) {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            for (String name = names.poll(); name != null; name = names.poll()) {
                try (ResultSet row = statement.executeQuery("select count(*), coalesce(sum(hashtextextended("
                        + content(name) + ", 0)::numeric), 0) from " + name + " t")) {
                    row.next();
                    tables.put(name, new Content(row.getLong(1), row.getString(2)));
                }
            }
        } catch (SQLException e) {
            throw new QuickstartException("Could not read all tables: " + e.getMessage(), e);
        }
    }

    /** A tenant's row counts its suspensions, and goes on counting when a deletion is undone. */
    private static String content(String table) {
        return table.equals("tenant.tenants") ? "(to_jsonb(t) - 'suspension_token')::text" : "t::text";
    }

    /** The same without one table. */
    Fingerprint without(String table) {
        Map<String, Content> others = new TreeMap<>(tables);
        others.remove(table);
        return new Fingerprint(others);
    }

    long rows() {
        return tables.values().stream().mapToLong(Content::rows).sum();
    }

    /** The tables that are not the same in both. */
    List<String> differencesFrom(Fingerprint other) {
        Map<String, Content> all = new TreeMap<>(tables);
        all.putAll(other.tables);
        return all.keySet().stream()
                .filter(table -> !Objects.equals(tables.get(table), other.tables.get(table)))
                .toList();
    }
}
