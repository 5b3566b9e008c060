package io.tenantdeletion.benchmarks;

import io.tenantdeletion.embedded.Loopback;
import io.tenantdeletion.quickstart.Application;
import io.tenantdeletion.quickstart.Console;
import io.tenantdeletion.quickstart.DemoData;
import io.tenantdeletion.quickstart.DemoTenant;
import io.tenantdeletion.quickstart.Platform;
import io.tenantdeletion.quickstart.PlatformApi;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The running platform with one tenant to delete, again and again, beside another that stays. */
final class Rig {

    private static final DemoTenant TENANT = DemoTenant.LARGE;
    private static final DemoTenant NEIGHBOUR = DemoTenant.MEDIUM;

    private final DemoData data;
    private final Housekeeping housekeeping;
    private final ApiDeletion api;
    private final PlainDeletion plain;
    private final CascadeDeletion cascade;
    private final Platform platform;
    private final PlatformApi tokens;

    Rig(Platform platform) {
        this.platform = platform;
        data = new DemoData(platform.postgres());
        housekeeping = new Housekeeping(platform.postgres());
        housekeeping.stopAutovacuum();
        plain = new PlainDeletion(platform.postgres());
        cascade = new CascadeDeletion(platform.postgres());
        tokens = new PlatformApi(
                platform.keycloak().tokenEndpoint(),
                platform.orchestrator().url(),
                platform.tenant().url());
        api = new ApiDeletion(tokens);
    }

    /** Begins anew: shared data and the neighbour with this many rows, nothing else. */
    void furnish(long neighbourRows) {
        housekeeping.empty();
        data.fillShared(Settings.SHARED_ROWS);
        data.fill(NEIGHBOUR, neighbourRows);
    }

    /** Fills the tenant and deletes it in this way. */
    Deletion delete(Contender contender, long rows) {
        return switch (contender) {
            case API -> byApi(rows);
            case API_ROW_CHECKS -> withRowChecks(() -> byApi(rows));
            case PLAIN -> byPlainSql(rows);
            case CASCADE -> byCascade(rows);
        };
    }

    /** Fills the tenant and deletes it through the API. */
    Deletion byApi(long rows) {
        prepare(rows);
        return deleteByApi();
    }

    private Deletion byPlainSql(long rows) {
        prepare(rows);
        return plain.run(TENANT.id());
    }

    /** The tenant service, which has no part in it, is emptied afterwards. */
    private Deletion byCascade(long rows) {
        prepare(rows);
        List<String> restore = cascade.begin();
        try {
            Duration took = cascade.run(TENANT.id());
            return new Deletion(plain.run(TENANT.id()).rows(), took);
        } finally {
            cascade.end(restore);
        }
    }

    private Deletion withRowChecks(Supplier<Deletion> deletion) {
        housekeeping.mayReplicate(false);
        try {
            return deletion.get();
        } finally {
            housekeeping.mayReplicate(true);
        }
    }

    /** Fills so many tenants, each with an owner of its own of the same id. */
    List<UUID> fillSmallTenants(int count, long rows) {
        List<UUID> tenants = Stream.generate(UUID::randomUUID).limit(count).toList();
        tenants.parallelStream().forEach(tenant -> data.fill(tenant, "Bakery " + tenant, tenant, rows));
        housekeeping.tidy();
        return tenants;
    }

    Application orchestrator() {
        return platform.orchestrator();
    }

    /** Another replica. */
    Application startOrchestrator() {
        return platform.startOrchestrator(Loopback.freePort());
    }

    JobMeter meter(List<Application> replicas) {
        return new JobMeter(platform.postgres(), replicas);
    }

    /** A service of which a tenant may have everything. */
    OneService oneService(Console console) {
        return new OneService(platform, tokens, housekeeping, console);
    }

    /** A token of the services among themselves. */
    String serviceToken() {
        return tokens.serviceToken();
    }

    /** A client of the tenant that stays, see {@link Customers}. */
    Customers customersOfNeighbour(int inserts, int copiedRows) throws SQLException {
        return new Customers(platform.postgres(), NEIGHBOUR.id(), inserts, copiedRows);
    }

    /** Fills the tenant, to be deleted by {@link #deleteByApi}. */
    void fill(long rows) {
        prepare(rows);
    }

    /** Deletes the tenant through the API. */
    Deletion deleteByApi() {
        return api.run(TENANT);
    }

    /** The same tenant comes back again and again: its tombstone of the last time is lifted. */
    private void prepare(long rows) {
        housekeeping.liftFences();
        data.fill(TENANT, rows);
        housekeeping.tidy();
    }
}
