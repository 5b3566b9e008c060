package io.tenantdeletion.commons.random;

import io.tenantdeletion.commons.catalog.TableName;
import io.tenantdeletion.commons.test.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A made-up schema in the database, and what is true of it; by statements that share nothing with the tested ones. */
final class SchemaDatabase implements AutoCloseable {

    private static final int ROWS_A_STATEMENT = 200;

    private static final String ORPHANS = """
            select format('select %L, count(*) from %s c where %s and not exists (select from %s p where %s)'
                       || ' having count(*) > 0',
                     f.conname, f.conrelid::regclass, string_agg(format('c.%I is not null', a.attname), ' and '),
                     f.confrelid::regclass, string_agg(format('c.%I = p.%I', a.attname, b.attname), ' and '))
            from pg_constraint f
            cross join lateral unnest(f.conkey, f.confkey) k (child, parent)
            join pg_attribute a on a.attrelid = f.conrelid and a.attnum = k.child
            join pg_attribute b on b.attrelid = f.confrelid and b.attnum = k.parent
            where f.contype = 'f' and f.conparentid = 0
              and f.connamespace in (select oid from pg_namespace where nspname in (%s))
            group by f.oid""";

    private final RandomSchema schema;
    private final Connection connection = TestDatabase.connect();

    SchemaDatabase(RandomSchema schema) {
        this.schema = schema;
    }

    void create() {
        run(schema.drop());
        schema.ddl().forEach(this::run);
        run("set session_replication_role = replica");
        schema.tables().forEach(this::insert);
        run("reset session_replication_role");
        // Where the number of rows is known, other statements are used than where it is not.
        if (schema.tables().size() % 2 == 0) {
            schema.tables().forEach(table -> run("analyze " + Sql.name(table.name())));
        }
    }

    private void insert(RandomTable table) {
        List<String> columns = table.columns().stream()
                .filter(column -> !column.isComputed())
                .map(RandomColumn::name)
                .toList();
        for (int from = 0; from < table.rows().size(); from += ROWS_A_STATEMENT) {
            int to = Math.min(from + ROWS_A_STATEMENT, table.rows().size());
            run("insert into " + Sql.name(table.name()) + " (" + Sql.names(columns)
                    + ") overriding system value values "
                    + table.rows().subList(from, to).stream()
                            .map(row -> columns.stream()
                                    .map(column -> Sql.literal(row.values().get(column)))
                                    .collect(Collectors.joining(", ", "(", ")")))
                            .collect(Collectors.joining(", ")));
        }
    }

    /** How many rows of every table of tenants' data are this owner's. */
    Map<TableName, Long> counts(int owner) {
        return of(
                table -> Long.valueOf(
                        query("select count(*) from " + Sql.name(table.name()) + " t where " + isOf("t", owner))
                                .get(0)),
                false);
    }

    /** All rows of others, as text. */
    Map<TableName, List<String>> others(int owner) {
        return of(
                table -> query("select t::text from " + Sql.name(table.name()) + " t where not " + isOf("t", owner)
                        + " order by t::text collate \"C\""),
                true);
    }

    /** All rows, as text. */
    Map<TableName, List<String>> all() {
        return others(SchemaGenerator.TENANTS);
    }

    /** Rows of others as they should be when this owner's rows are gone. */
    Map<TableName, List<String>> othersWithout(int owner) {
        run("begin; set local session_replication_role = replica");
        schema.tables().stream()
                .filter(RandomTable::isShared)
                .flatMap(table -> table.keys().stream())
                .filter(key -> !key.to().isShared())
                .forEach(key -> run("update " + Sql.name(key.from().name()) + " c set "
                        + key.set().stream()
                                .map(column -> Sql.name(column) + " = null")
                                .collect(Collectors.joining(", "))
                        + " from " + Sql.name(key.to().name()) + " p where " + isOf("p", owner)
                        + key.columns().entrySet().stream()
                                .map(pair -> " and c." + Sql.name(pair.getKey()) + " = p." + Sql.name(pair.getValue()))
                                .collect(Collectors.joining())));
        Map<TableName, List<String>> rows = others(owner);
        run("rollback");
        return rows;
    }

    /** Foreign keys that some row violates, with how many. */
    List<String> violatedKeys() {
        String names = schema.schemas().stream().map(Sql::literal).collect(Collectors.joining(", "));
        List<String> checks = query(ORPHANS.replace("%s))", names + "))"));
        return checks.isEmpty() ? List.of() : query(String.join(" union all ", checks));
    }

    private static String isOf(String alias, int owner) {
        return "starts_with(" + alias + "." + RandomTable.payload() + ", " + Sql.literal(RandomRow.mark(owner)) + ")";
    }

    private <T> Map<TableName, T> of(Function<RandomTable, T> answer, boolean withShared) {
        Map<TableName, T> answers = new TreeMap<>();
        schema.tables().stream()
                .filter(table -> withShared || !table.isShared())
                .forEach(table -> answers.put(table.name(), answer.apply(table)));
        return answers;
    }

    void run(String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failure) {
            throw new IllegalStateException(sql, failure);
        }
    }

    List<String> query(String sql) {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        } catch (SQLException failure) {
            throw new IllegalStateException(sql, failure);
        }
    }

    @Override
    public void close() {
        run(schema.drop());
        try {
            connection.close();
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
