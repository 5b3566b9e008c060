package io.tenantdeletion.commons.fence;

import io.tenantdeletion.commons.contract.SubjectKind;
import io.tenantdeletion.commons.plan.Plan;
import io.tenantdeletion.commons.test.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;

/** Fences tenants in tables that a test has made; blocking, for tests only. */
public final class TestFences {

    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private TestFences() {}

    /** Has the tables of a plan ask for tombstones, as a migration does. */
    public static void install(String service, String schema, Plan plan) throws SQLException {
        List<GuardedTable> guarded = plan.deletes().stream()
                .map(step -> new GuardedTable(
                        service,
                        plan.catalog().table(step.table()).orElseThrow(),
                        Map.of(SubjectKind.TENANT, step.path())))
                .toList();
        try (Connection migration = TestDatabase.connect()) {
            migration.setAutoCommit(false);
            new FenceInstaller(migration).install(List.of(schema), guarded);
            migration.commit();
        }
    }

    /**
     * Sets a tombstone while others write, and keeps who was in progress then.
     *
     * @param again run before it is tried again, where a writer was in its way
     */
    public static void fence(String service, UUID tenant, Runnable again) {
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> isSet(service, tenant, again));
        TestDatabase.query("select pg_current_xact_id()");
        TestDatabase.execute("update tenant_deletion.fence set snapshot = pg_current_snapshot() where subject_id = '"
                + tenant + "'");
    }

    /** Whether somebody is who may have written before the fence. */
    public static boolean isInProgress(UUID tenant) {
        return !TestDatabase.query("select x from tenant_deletion.fence f, pg_snapshot_xip(f.snapshot) x"
                        + " where f.subject_id = '" + tenant
                        + "' intersect select pg_snapshot_xip(pg_current_snapshot())")
                .isEmpty();
    }

    private static boolean isSet(String service, UUID tenant, Runnable again) throws SQLException {
        try (Connection purge = TestDatabase.connectAs("purge");
                Statement statement = purge.createStatement()) {
            statement.execute("set lock_timeout = '500ms'");
            statement.execute("select tenant_deletion.set_fence('" + service + "', 'tenant', '" + tenant + "', '"
                    + tenant + "', 'v', null)");
            return true;
        } catch (SQLException waiting) {
            if (!LOCK_NOT_AVAILABLE.equals(waiting.getSQLState())) {
                throw waiting;
            }
            again.run();
            return false;
        }
    }
}
