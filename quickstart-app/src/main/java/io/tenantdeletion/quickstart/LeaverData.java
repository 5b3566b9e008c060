package io.tenantdeletion.quickstart;

import io.tenantdeletion.embedded.BakeryRealm;
import io.tenantdeletion.embedded.PostgresServer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** What the platform knows of the person who leaves: two tenants of her own, a membership, and rows about her. */
final class LeaverData {

    private static final UUID LEAVER = BakeryRealm.LEAVER.id();
    private static final UUID SUCCESSOR = BakeryRealm.SUCCESSOR.id();

    private static final String TAKES_OVER = "update tenant.tenants set owner_id = ?::uuid where id = ?::uuid";
    private static final String STEPS_BACK =
            "update tenant.tenant_members set role = 'admin' where user_id = ?::uuid and tenant_id = ?::uuid";
    private static final String OWNS =
            "insert into tenant.tenant_members (user_id, tenant_id, role) values (?::uuid, ?::uuid, 'owner')";
    private static final String BELONGS =
            "insert into tenant.tenant_members (user_id, tenant_id, role) values (?::uuid, ?::uuid, 'member')";

    /** Rows about her in a tenant of somebody else, in the three services that know users. */
    private static final List<String> ABOUT_HER = List.of("""
            with job as (
              insert into training.training_jobs (id, user_id, tenant_id, status, algorithm, progress, started_at)
              values (gen_random_uuid(), ?::uuid, ?::uuid, 'completed', 'prophet', 100, now())
              returning id, user_id, tenant_id),
            model as (
              insert into training.trained_models (id, tenant_id, job_id, user_id, name, active, trained_at)
              select gen_random_uuid(), tenant_id, id, user_id, 'model ' || i, true, now()
                from job, generate_series(1, 5) i
              returning id, tenant_id)
            insert into training.model_versions (id, model_id, version_number, artifact_path, size_bytes, created_at)
            select gen_random_uuid(), model.id, v, model.tenant_id || '/' || model.id || '-' || v || '.bin', 4096, now()
              from model, generate_series(1, 2) v
            """, """
            insert into forecasting.forecasts (id, user_id, tenant_id, product_name, forecast_date, predicted_demand, created_at)
            select gen_random_uuid(), ?::uuid, ?::uuid, 'croissant', current_date + i, 100 + i, now()
              from generate_series(1, 120) i
            """, """
            with note as (
              insert into notifications.notifications (id, user_id, tenant_id, channel, subject, status, created_at)
              select gen_random_uuid(), ?::uuid, ?::uuid, 'mail', 'Daily forecast', 'sent', now()
                from generate_series(1, 60)
              returning id)
            insert into notifications.notification_logs (id, notification_id, attempt, status, attempted_at)
            select gen_random_uuid(), id, 1, 'delivered', now() from note
            """);

    /** How many rows {@link #ABOUT_HER} makes. */
    static final long ROWS_ABOUT_HER = 1 + 5 + 10 + 120 + 60 + 60;

    private final PostgresServer postgres;
    private final DemoData data;

    LeaverData(PostgresServer postgres, DemoData data) {
        this.postgres = postgres;
        this.data = data;
    }

    /** Makes the tenant that will change hands, as it will be afterwards. */
    long fillStaying(long rows) {
        return data.fill(DemoTenant.STAYING, SUCCESSOR, rows);
    }

    /** Makes everything that the deletion of the user takes back: her tenant, her ownership, rows about her. */
    long fill(long rows) {
        long leaving = data.fill(DemoTenant.LEAVING, LEAVER, rows);
        handOver(DemoTenant.STAYING.id(), LEAVER, SUCCESSOR);
        return leaving + writeAbout(LEAVER, DemoTenant.SMALL.id());
    }

    /** Makes this user the owner of a tenant whose owner was the other one, who stays its admin. */
    void handOver(UUID tenant, UUID owner, UUID admin) {
        try (Connection tenants = postgres.connect(Platform.TENANT_DATABASE)) {
            run(tenants, TAKES_OVER, owner, tenant);
            run(tenants, STEPS_BACK, admin, tenant);
            run(tenants, OWNS, owner, tenant);
        } catch (SQLException e) {
            throw new QuickstartException("Could not fill in the data of a user: " + e.getMessage(), e);
        }
    }

    /** Makes this user a member of somebody else's tenant, with rows about him or her in it; returns how many. */
    long writeAbout(UUID user, UUID tenant) {
        try (Connection tenants = postgres.connect(Platform.TENANT_DATABASE);
                Connection domain = postgres.connect(Platform.DOMAIN_DATABASE)) {
            run(tenants, BELONGS, user, tenant);
            for (String statement : ABOUT_HER) {
                run(domain, statement, user, tenant);
            }
            return ROWS_ABOUT_HER;
        } catch (SQLException e) {
            throw new QuickstartException("Could not fill in the data of a user: " + e.getMessage(), e);
        }
    }

    private static void run(Connection connection, String sql, UUID user, UUID tenant) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, user.toString());
            statement.setString(2, tenant.toString());
            statement.executeUpdate();
        }
    }
}
