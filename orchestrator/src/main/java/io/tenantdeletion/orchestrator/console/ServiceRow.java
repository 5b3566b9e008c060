package io.tenantdeletion.orchestrator.console;

import io.tenantdeletion.orchestrator.api.DeletionJobStatus;
import io.tenantdeletion.orchestrator.api.PhaseResult;
import io.tenantdeletion.orchestrator.api.ServiceResult;
import io.tenantdeletion.orchestrator.job.StepStatus;
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
        PhaseResult verify = job.phases().get("verify");
        return job.serviceResults().entrySet().stream()
                .map(entry -> new ServiceRow(
                        entry.getKey(),
                        entry.getValue(),
                        verified(
                                entry.getValue(),
                                verify == null ? null : verify.services().get(entry.getKey())),
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

    private static String verified(ServiceResult purge, ServiceResult verify) {
        ServiceResult checked = verify == null ? purge : verify;
        if (checked.verification() == null) {
            return null;
        }
        if (checked.status() == StepStatus.FAILED) {
            return "rows are left";
        }
        if (checked.verification().isWaiting()) {
            return "waits for transactions";
        }
        return checked.verification().isProven() ? "nothing is left" : "not proven";
    }
}
