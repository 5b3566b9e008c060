package io.tenantdeletion.orchestrator.console;

import io.tenantdeletion.orchestrator.api.DeletionJobStatus;
import io.tenantdeletion.orchestrator.api.ServiceResult;
import io.tenantdeletion.orchestrator.job.Verification;
import java.util.List;
import java.util.Map;

/**
 * One service's part of a job.
 *
 * @param name the service
 * @param result what its purge came to
 * @param verified what its verification says in a word, or null where there is none
 * @param registered whether it still takes part
 */
public record ServiceRow(String name, ServiceResult result, String verified, boolean registered) {

    static List<ServiceRow> of(DeletionJobStatus job, List<String> registered) {
        return job.serviceResults().entrySet().stream()
                .map(entry -> new ServiceRow(
                        entry.getKey(),
                        entry.getValue(),
                        verified(job, entry.getKey()),
                        registered.contains(entry.getKey())))
                .toList();
    }

    /** Rows in all tables. */
    public long rows() {
        return result.deletedCounts().values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    /** Tables that had rows. */
    public List<Map.Entry<String, Long>> tables() {
        return result.deletedCounts().entrySet().stream()
                .filter(table -> table.getValue() > 0)
                .toList();
    }

    /** The tenant service is verified in the phase in which it deletes, all others in one of their own. */
    private static String verified(DeletionJobStatus job, String service) {
        return job.phases().values().stream()
                .map(phase -> phase.services().get(service))
                .filter(step -> step != null && step.verification() != null)
                .findFirst()
                .map(step -> word(step.verification()))
                .orElse(null);
    }

    private static String word(Verification found) {
        if (found.isWaiting()) {
            return "waits for transactions";
        }
        if (!found.residual().isEmpty()) {
            return "rows are left";
        }
        return found.isProven() ? "nothing is left" : "not proven";
    }
}
