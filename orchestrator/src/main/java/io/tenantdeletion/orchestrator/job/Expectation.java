package io.tenantdeletion.orchestrator.job;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a requester saw before asking for a deletion.
 *
 * @param services by name
 */
public record Expectation(Map<String, Counted> services) {

    public Expectation {
        services = new LinkedHashMap<>(services);
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
