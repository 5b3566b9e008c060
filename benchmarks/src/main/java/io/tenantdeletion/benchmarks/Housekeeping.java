package io.tenantdeletion.benchmarks;

import io.tenantdeletion.embedded.PostgresServer;
import io.tenantdeletion.quickstart.Platform;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Keeps one measurement from paying for another: what PostgreSQL would tidy up some time is tidied up in between. */
final class Housekeeping {

    private static final List<String> DATABASES =
            List.of(Platform.DOMAIN_DATABASE, Platform.TENANT_DATABASE, Platform.ORCHESTRATOR_DATABASE);

    private static final List<String> FILLED = List.of(Platform.DOMAIN_DATABASE, Platform.TENANT_DATABASE);

    private static final String TABLES = """
            select format('%I.%I', schemaname, tablename) from pg_tables
             where schemaname not in ('pg_catalog', 'information_schema', 'public')
               and tablename <> 'flyway_schema_history'
            """;

    private final PostgresServer postgres;

    Housekeeping(PostgresServer postgres) {
        this.postgres = postgres;
    }

    /** It would start in the middle of some measurement. */
    void stopAutovacuum() {
        execute(Platform.DOMAIN_DATABASE, "alter system set autovacuum = off");
        execute(Platform.DOMAIN_DATABASE, "select pg_reload_conf()");
    }

    /** Frees dead rows, sets hint bits, refreshes statistics and writes everything to disk. */
    void tidy() {
        DATABASES.forEach(database -> execute(database, "vacuum (analyze)"));
        execute(Platform.DOMAIN_DATABASE, "checkpoint");
    }

    /** Lets the purge role switch PostgreSQL's row checks off, or not. */
    void mayReplicate(boolean may) {
        execute(
                Platform.DOMAIN_DATABASE,
                may
                        ? "grant set on parameter session_replication_role to purge"
                        : "revoke set on parameter session_replication_role from purge");
    }

    /** Lets erased tenants be written again. */
    void liftFences() {
        execute(Platform.DOMAIN_DATABASE, "delete from tenant_deletion.fence");
    }

    /** Removes every tenant and all shared data, and the space they took. */
    void empty() {
        for (String database : FILLED) {
            List<String> tables = tables(database);
            execute(database, "truncate " + String.join(", ", tables));
        }
    }

    private List<String> tables(String database) {
        try (Connection connection = postgres.connect(database);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(TABLES)) {
            List<String> tables = new ArrayList<>();
            while (row.next()) {
                tables.add(row.getString(1));
            }
            return tables;
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot read the catalog: " + e.getMessage(), e);
        }
    }

    private void execute(String database, String sql) {
        try (Connection connection = postgres.connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql + " failed: " + e.getMessage(), e);
        }
    }
}
