package io.tenantdeletion.orchestrator.job;

import io.tenantdeletion.commons.contract.TenantId;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a requester saw before asking for a deletion.
 *
 * @param services by name; or, by its id, all of a tenant's together
 * @param compared whether it was what is there when a job was asked for that begins at once
 * @param confirmed whether a requester saw and confirmed it; otherwise it was only counted for the request
 */
public record Expectation(Map<String, Counted> services, boolean compared, boolean confirmed) {

    /** To be compared with what is there. */
    public Expectation(Map<String, Counted> services) {
        this(services, false, true);
    }

    public Expectation {
        services = new LinkedHashMap<>(services);
    }

    /** All rows of a tenant together, as a user's preview counts those that go along. */
    public static Expectation ofTenant(TenantId tenant, long rows) {
        return new Expectation(Map.of(tenant.toString(), new Counted(rows, null)));
    }

    /** The same, not to be compared once more by the attempt that follows the request. */
    public Expectation asCompared() {
        return new Expectation(services, true, confirmed);
    }

    /** All rows of all services. */
    public long rows() {
        return services.values().stream().mapToLong(Counted::rows).sum();
    }

    /**
     * One service.
     *
     * @param rows how many it would delete
     * @param plan version of the plan it counted by, or null where it computes none
     */
    public record Counted(long rows, String plan) {}
}
