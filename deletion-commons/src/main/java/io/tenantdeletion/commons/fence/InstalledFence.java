package io.tenantdeletion.commons.fence;

import io.tenantdeletion.commons.catalog.Catalog;
import io.tenantdeletion.commons.catalog.TableName;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads what there is of the fence in a database, and what its triggers depend on. */
final class InstalledFence {

    private static final String TABLES = """
            with recursive tree (root, oid) as (
              select c.oid, c.oid from pg_class c join pg_namespace n on n.oid = c.relnamespace
              where n.nspname = any (?) and c.relkind in ('r', 'p') and not c.relispartition
              union all
              select t.root, i.inhrelid from tree t join pg_inherits i on i.inhparent = t.oid
              join pg_class c on c.oid = i.inhrelid and c.relispartition)
            select rn.nspname, r.relname, mn.nspname, m.relname, m.relkind <> 'f',
                   exists (select from pg_subscription_rel s where s.srrelid = m.oid),
                   exists (select from pg_trigger g join pg_proc f on f.oid = g.tgfoid
                           join pg_namespace fn on fn.oid = f.pronamespace
                           -- Those for each row, before, of updates.
                           where g.tgrelid = m.oid and not g.tgisinternal and g.tgtype & 19 = 19 and fn.nspname <> ?)
            from tree t
            join pg_class r on r.oid = t.root join pg_namespace rn on rn.oid = r.relnamespace
            join pg_class m on m.oid = t.oid join pg_namespace mn on mn.oid = m.relnamespace
            order by rn.nspname, r.relname, m.oid <> r.oid, mn.nspname, m.relname""";

    private static final String TRIGGERS = """
            select n.nspname, c.relname, g.tgname, g.tgenabled = 'A', obj_description(g.oid, 'pg_trigger')
            from pg_trigger g
            join pg_class c on c.oid = g.tgrelid join pg_namespace n on n.oid = c.relnamespace
            join pg_proc f on f.oid = g.tgfoid join pg_namespace fn on fn.oid = f.pronamespace
            where n.nspname = any (?) and fn.nspname = ? and g.tgparentid = 0""";

    private static final String FUNCTIONS = """
            select f.proname, f.prosrc, exists (select from pg_trigger g where g.tgfoid = f.oid)
            from pg_proc f join pg_namespace n on n.oid = f.pronamespace
            where n.nspname = ? and f.proname like 'fence\\_%\\_row%' and f.prosecdef""";

    private final Connection connection;

    InstalledFence(Connection connection) {
        this.connection = connection;
    }

    /** The tables of these schemas, without those that hold no rows here. */
    Map<TableName, StoredTable> tables(Collection<String> schemas) throws SQLException {
        Map<TableName, List<TableName>> members = new HashMap<>();
        Map<TableName, Boolean> subscribed = new HashMap<>();
        Map<TableName, Boolean> before = new HashMap<>();
        for (Object[] row : rows(TABLES, names(schemas), Catalog.OURS)) {
            TableName root = name(row, 0);
            if ((Boolean) row[4]) {
                members.computeIfAbsent(root, absent -> new ArrayList<>()).add(name(row, 2));
            }
            subscribed.merge(root, (Boolean) row[5], Boolean::logicalOr);
            before.merge(root, (Boolean) row[6], Boolean::logicalOr);
        }
        Map<TableName, StoredTable> tables = new HashMap<>();
        members.forEach((root, all) -> tables.put(root, new StoredTable(all, subscribed.get(root), before.get(root))));
        return tables;
    }

    /** Our triggers on tables of these schemas. */
    List<InstalledTrigger> triggers(Collection<String> schemas) throws SQLException {
        List<InstalledTrigger> triggers = new ArrayList<>();
        for (Object[] row : rows(TRIGGERS, names(schemas), Catalog.OURS)) {
            triggers.add(
                    new InstalledTrigger(name(row, 0), (String) row[2], (Boolean) row[3] ? (String) row[4] : null));
        }
        return triggers;
    }

    /** The texts of our functions, by name. */
    Map<String, String> functions() throws SQLException {
        Map<String, String> functions = new HashMap<>();
        for (Object[] row : rows(FUNCTIONS, Catalog.OURS)) {
            functions.put((String) row[0], (String) row[1]);
        }
        return functions;
    }

    /** Names of our functions that no trigger of any schema calls. */
    List<String> unusedFunctions() throws SQLException {
        return rows(FUNCTIONS, Catalog.OURS).stream()
                .filter(row -> !(Boolean) row[2])
                .map(row -> (String) row[0])
                .toList();
    }

    private Array names(Collection<String> schemas) throws SQLException {
        return connection.createArrayOf("text", schemas.toArray());
    }

    private static TableName name(Object[] row, int column) {
        return new TableName((String) row[column], (String) row[column + 1]);
    }

    private List<Object[]> rows(String query, Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            List<Object[]> rows = new ArrayList<>();
            try (ResultSet answer = statement.executeQuery()) {
                while (answer.next()) {
                    Object[] row = new Object[answer.getMetaData().getColumnCount()];
                    for (int i = 0; i < row.length; i++) {
                        row[i] = answer.getObject(i + 1);
                    }
                    rows.add(row);
                }
            }
            return rows;
        }
    }

    /**
     * A trigger as it is.
     *
     * @param table on which table or partition
     * @param name its name there
     * @param description of {@link FenceTrigger#description}; null where it does not fire always
     */
    record InstalledTrigger(TableName table, String name, String description) {}
}
