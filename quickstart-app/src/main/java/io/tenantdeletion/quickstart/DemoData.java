package io.tenantdeletion.quickstart;

import io.tenantdeletion.embedded.BakeryRealm;
import io.tenantdeletion.embedded.PostgresServer;
import io.tenantdeletion.embedded.seed.TenantSeeder;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Fills the platform's databases with the tenants of the demonstration. */
public final class DemoData {

    private static final String SCHEMAS = """
            select distinct schemaname from pg_tables
             where schemaname not in ('pg_catalog', 'information_schema', 'public', 'tenant_deletion', 'attractions',
                                      'moderation')
            """;

    // The tenant, its subscription, settings and what was done in it; members follow.
    private static final String TENANT = """
            with t as (insert into tenant.tenants (id, name, owner_id) values (?, ?, ?) returning id),
                 s as (insert into tenant.subscriptions (tenant_id, plan, price) select id, 'professional', 49 from t),
                 e as (insert into tenant.tenant_settings (tenant_id, name, value)
                       select t.id, v.name, v.value
                         from t, (values ('currency', 'EUR'), ('language', 'es'), ('timezone', 'Europe/Madrid'))
                                 v (name, value))
            insert into tenant.audit_logs (tenant_id, user_id, action, detail, created_at)
            select t.id, ?, 'settings.changed', 'change ' || i, now() - i * interval '1 day'
              from t, generate_series(1, 20) i
            """;

    private static final String MEMBER =
            "insert into tenant.tenant_members (tenant_id, user_id, role) values (?, ?, ?)";

    /** Names of files as the training service would give them. */
    private static final String ARTIFACTS = """
            update training.model_versions v set artifact_path = m.tenant_id || '/' || v.id || '.bin'
              from training.trained_models m where m.id = v.model_id and m.tenant_id = ?
            """;

    private static final String ROWS = """
            select count(*)
              from (select id from tenant.tenants
                    union all select tenant_id from tenant.tenant_members
                    union all select tenant_id from tenant.subscriptions
                    union all select tenant_id from tenant.tenant_settings
                    union all select tenant_id from tenant.audit_logs) r (tenant_id)
             where tenant_id = ?
            """;

    private final PostgresServer postgres;
    private final TenantSeeder seeder;

    public DemoData(PostgresServer postgres) {
        this.postgres = postgres;
        this.seeder = new TenantSeeder(
                () -> postgres.connect(Platform.DOMAIN_DATABASE),
                schemas(),
                List.of(BakeryRealm.OWNER.id(), BakeryRealm.MANAGER.id(), BakeryRealm.BAKER.id()));
    }

    private List<String> schemas() {
        try (Connection connection = postgres.connect(Platform.DOMAIN_DATABASE);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(SCHEMAS)) {
            List<String> schemas = new ArrayList<>();
            while (row.next()) {
                schemas.add(row.getString(1));
            }
            return schemas;
        } catch (SQLException e) {
            throw new QuickstartException("Could not read the catalog: " + e.getMessage(), e);
        }
    }

    /** Fills what all tenants share; returns the rows. */
    public long fillShared(long rowsPerTable) {
        return sum(seeder.seedShared(rowsPerTable));
    }

    /** Fills one tenant in all databases, with this many rows in the domain services; returns the rows of all. */
    public long fill(DemoTenant tenant, long rows) {
        return fill(tenant, BakeryRealm.OWNER.id(), rows);
    }

    /** The same for a tenant of this owner. */
    long fill(DemoTenant tenant, UUID owner, long rows) {
        return fill(tenant.id(), tenant.title(), owner, rows);
    }

    /** The same for any tenant. */
    public long fill(UUID tenant, String title, UUID owner, long rows) {
        long own = create(tenant, title, owner);
        long seeded = sum(seeder.seedTenant(tenant, rows));
        nameArtifacts(tenant);
        return own + seeded;
    }

    private void nameArtifacts(UUID tenant) {
        try (Connection connection = postgres.connect(Platform.DOMAIN_DATABASE);
                PreparedStatement statement = connection.prepareStatement(ARTIFACTS)) {
            statement.setObject(1, tenant);
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new QuickstartException("Could not name files: " + e.getMessage(), e);
        }
    }

    private long create(UUID tenant, String title, UUID owner) {
        try (Connection connection = postgres.connect(Platform.TENANT_DATABASE)) {
            connection.setAutoCommit(false);
            try (PreparedStatement statement = connection.prepareStatement(TENANT)) {
                statement.setObject(1, tenant);
                statement.setString(2, title);
                statement.setObject(3, owner);
                statement.setObject(4, owner);
                statement.executeUpdate();
            }
            member(connection, tenant, owner, "owner");
            member(connection, tenant, BakeryRealm.MANAGER.id(), "member");
            member(connection, tenant, BakeryRealm.BAKER.id(), "member");
            long rows = count(connection, tenant);
            connection.commit();
            return rows;
        } catch (SQLException e) {
            throw new QuickstartException("Could not create " + title + ": " + e.getMessage(), e);
        }
    }

    private static long count(Connection connection, UUID tenant) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ROWS)) {
            statement.setObject(1, tenant);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private static void member(Connection connection, UUID tenant, UUID user, String role) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(MEMBER)) {
            statement.setObject(1, tenant);
            statement.setObject(2, user);
            statement.setString(3, role);
            statement.executeUpdate();
        }
    }

    private static long sum(Map<String, Map<String, Long>> rows) {
        return rows.values().stream()
                .flatMap(tables -> tables.values().stream())
                .mapToLong(Long::longValue)
                .sum();
    }
}
