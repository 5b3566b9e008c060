package io.tenantdeletion.benchmarks;

import io.tenantdeletion.quickstart.DemoData;
import io.tenantdeletion.quickstart.DemoTenant;
import io.tenantdeletion.quickstart.Platform;
import io.tenantdeletion.quickstart.PlatformApi;

/** The running platform with one tenant to delete, again and again, beside another that stays. */
final class Rig {

    private static final DemoTenant TENANT = DemoTenant.LARGE;
    private static final DemoTenant NEIGHBOUR = DemoTenant.MEDIUM;

    private final DemoData data;
    private final Housekeeping housekeeping;
    private final ApiDeletion api;
    private final PlainDeletion plain;

    Rig(Platform platform) {
        data = new DemoData(platform.postgres());
        housekeeping = new Housekeeping(platform.postgres());
        housekeeping.stopAutovacuum();
        plain = new PlainDeletion(platform.postgres());
        api = new ApiDeletion(new PlatformApi(
                platform.keycloak().tokenEndpoint(),
                platform.orchestrator().url(),
                platform.tenant().url()));
    }

    /** Begins anew: shared data and the neighbour with this many rows, nothing else. */
    void furnish(long neighbourRows) {
        housekeeping.empty();
        data.fillShared(Settings.SHARED_ROWS);
        data.fill(NEIGHBOUR, neighbourRows);
    }

    /** Fills the tenant and deletes it through the API. */
    Deletion byApi(long rows) {
        prepare(rows);
        return api.run(TENANT);
    }

    /** Fills the tenant and deletes it by plain SQL. */
    Deletion byPlainSql(long rows) {
        prepare(rows);
        return plain.run(TENANT.id());
    }

    private void prepare(long rows) {
        data.fill(TENANT, rows);
        housekeeping.tidy();
    }
}
