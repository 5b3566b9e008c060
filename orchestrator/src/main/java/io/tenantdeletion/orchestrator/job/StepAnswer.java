package io.tenantdeletion.orchestrator.job;

import java.util.List;
import java.util.Map;

/**
 * What one call changed about a step.
 *
 * @param service which step
 * @param status its status now
 * @param progress 0 to 1
 * @param repeats how often the call was repeated because of failures
 * @param deletedCounts rows removed by this call per table; added to what is known
 * @param errors why it failed; empty otherwise
 * @param answerLost whether the service may have removed rows in a call whose answer never came
 */
public record StepAnswer(
        String service,
        StepStatus status,
        double progress,
        int repeats,
        Map<String, Long> deletedCounts,
        List<String> errors,
        boolean answerLost) {

    /** The step was deliberately not run. */
    public static StepAnswer skipped(String service, String reason) {
        return new StepAnswer(service, StepStatus.SKIPPED, 0, 0, Map.of(), List.of(reason), false);
    }
}
