package io.tenantdeletion.quickstart;

import io.tenantdeletion.embedded.BakeryRealm;
import io.tenantdeletion.embedded.PostgresServer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/**
 * Whom a round deletes, and what must stay as it is: tenants that go, tenants whose deletion is taken back, undone or
 * rolled back, a user with a tenant of her own and one that changes hands, and two users who own one tenant together
 * and leave at once.
 */
final class FaultData {

    private static final String LOG =
            "insert into tenant.audit_logs (tenant_id, user_id, action) values (?, ?, 'settings.changed')";

    /** How many users a round needs. */
    static final int USERS = 3;

    /** What is asked for, and how it is to end. */
    enum Request {
        DELETE_TENANT,
        DELETE_AND_RESTORE_TENANT,
        /** Undone after it was completed. */
        DELETE_AND_UNDO_TENANT,
        /** One service refuses for good; what the others have deleted is rolled back. */
        DELETE_REFUSED_TENANT,
        DELETE_USER
    }

    /**
     * One request.
     *
     * @param at milliseconds after the begin of the round
     * @param undoAt as soon as then it is undone, where it is to be
     * @param throughTenantService whether it is asked for, or taken back, at the tenant service
     */
    record Subject(Request request, UUID id, String title, long at, long undoAt, boolean throughTenantService) {

        boolean isUser() {
            return request == Request.DELETE_USER;
        }

        boolean isPutBack() {
            return request == Request.DELETE_AND_UNDO_TENANT || request == Request.DELETE_REFUSED_TENANT;
        }
    }

    private final DemoData data;
    private final LeaverData leavers;
    private final Random random;
    private final FaultPlan plan;
    private final List<Subject> subjects = new ArrayList<>();
    private final List<UUID> tenantsOfUsers = new ArrayList<>();
    private final Map<UUID, Long> rows = new HashMap<>();

    FaultData(PostgresServer postgres, Random random, FaultPlan plan) {
        this.data = new DemoData(postgres);
        this.leavers = new LeaverData(postgres, data);
        this.random = random;
        this.plan = plan;
    }

    /** Fills everything in; returns what the databases hold apart from what is to go. */
    DataSnapshot fill(PostgresServer postgres, int tenants, List<UUID> users) {
        UUID survivor = tenant(BakeryRealm.OWNER.id());
        UUID staying = tenant(BakeryRealm.SUCCESSOR.id());
        for (int i = 0; i < tenants / 3; i++) {
            ask(Request.DELETE_AND_RESTORE_TENANT, tenant(BakeryRealm.OWNER.id()));
            ask(Request.DELETE_AND_UNDO_TENANT, tenant(BakeryRealm.OWNER.id()));
            ask(Request.DELETE_REFUSED_TENANT, tenant(BakeryRealm.OWNER.id()));
        }
        DataSnapshot snapshot = DataSnapshot.of(postgres);

        for (int i = 0; i < tenants; i++) {
            ask(Request.DELETE_TENANT, tenant(BakeryRealm.OWNER.id()));
        }
        tenantsOfUsers.add(tenant(users.get(0)));
        leavers.handOver(staying, users.get(0), BakeryRealm.SUCCESSOR.id());
        UUID common = tenant(users.get(2));
        leavers.handOver(common, users.get(1), users.get(2));
        tenantsOfUsers.add(common);
        // Whether their memberships go with it or with them is left to chance.
        rows.remove(common);
        long together = momentBeforeFault();
        for (UUID user : users) {
            leavers.writeAbout(user, survivor);
            log(postgres, survivor, user);
            subjects.add(new Subject(Request.DELETE_USER, user, "", together, 0, true));
        }
        return snapshot;
    }

    private UUID tenant(UUID owner) {
        UUID id = new UUID(
                random.nextLong() & 0xffffffffffff0fffL | 0x4000, random.nextLong() & 0x3fffffffffffffffL | 1L << 63);
        rows.put(id, data.fill(id, title(id), owner, 200 + random.nextInt(800)));
        return id;
    }

    // What a user did in a tenant that stays is that tenant's; who it was is not.
    private static void log(PostgresServer postgres, UUID tenant, UUID user) {
        try (Connection connection = postgres.connect(Platform.TENANT_DATABASE);
                PreparedStatement statement = connection.prepareStatement(LOG)) {
            statement.setObject(1, tenant);
            statement.setObject(2, user);
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String title(UUID id) {
        return "Bakery-" + id;
    }

    private void ask(Request request, UUID id) {
        subjects.add(
                new Subject(request, id, title(id), momentBeforeFault(), momentBeforeFault(), random.nextBoolean()));
    }

    // Most jobs take less than half a second; at any other moment most faults would meet none.
    private long momentBeforeFault() {
        List<FaultPlan.Fault> faults = plan.faults();
        return Math.max(0, faults.get(random.nextInt(faults.size())).at() - random.nextInt(500));
    }

    List<Subject> subjects() {
        return subjects;
    }

    /** Tenants that nobody asked for and that go with the users who were all they had. */
    List<UUID> tenantsOfUsers() {
        return tenantsOfUsers;
    }

    /** How many rows all services together have of each tenant whose rows nothing but its own deletion removes. */
    Map<UUID, Long> rows() {
        return rows;
    }
}
