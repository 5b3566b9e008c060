package io.tenantdeletion.orchestrator.job;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one call changed about a step.
 *
 * @param service which step
 * @param status its status now; {@code pending} where the service was unavailable and is to be asked again
 * @param progress 0 to 1
 * @param repeats how often the call was repeated because of failures
 * @param deletedCounts rows removed by this call per table; added to what is known
 * @param errors why it did not succeed; empty otherwise
 * @param effect what is known about rows it removed
 */
public record StepAnswer(
        String service,
        StepStatus status,
        double progress,
        int repeats,
        Map<String, Long> deletedCounts,
        List<String> errors,
        Effect effect) {

    /** What is known about the effect of calls. */
    public enum Effect {
        /** Nothing was carried out, for certain. */
        NONE,
        /** Carried out, and counted in the answer. */
        COUNTED,
        /** Perhaps carried out: an answer never came. */
        UNKNOWN
    }

    /** Nothing is left to do. */
    public static StepAnswer completed(String service, Map<String, Long> counts) {
        return new StepAnswer(service, StepStatus.COMPLETED, 1, 0, counts, List.of(), effect(counts));
    }

    /** It goes on after this. */
    public static StepAnswer progressed(String service, Map<String, Long> counts) {
        return new StepAnswer(service, StepStatus.IN_PROGRESS, 0, 0, counts, List.of(), effect(counts));
    }

    private static Effect effect(Map<String, Long> counts) {
        return counts.isEmpty() ? Effect.NONE : Effect.COUNTED;
    }

    /** A person has to act. */
    public static StepAnswer refused(String service, List<String> errors) {
        return new StepAnswer(service, StepStatus.FAILED, 0, 0, Map.of(), errors, Effect.NONE);
    }

    /** To be tried again later. */
    public static StepAnswer unavailable(String service, List<String> errors) {
        return new StepAnswer(service, StepStatus.PENDING, 0, 0, Map.of(), errors, Effect.NONE);
    }

    /** The rows it removed. */
    public long rows() {
        return DeletionStep.rows(service, deletedCounts);
    }

    /** Both together, this one first. */
    StepAnswer followedBy(StepAnswer later) {
        Map<String, Long> counts = new LinkedHashMap<>(deletedCounts);
        later.deletedCounts().forEach((table, rows) -> counts.merge(table, rows, Long::sum));
        return new StepAnswer(
                service,
                later.status(),
                Math.max(progress, later.progress()),
                repeats + later.repeats(),
                counts,
                later.errors(),
                effect.compareTo(later.effect()) > 0 ? effect : later.effect());
    }
}
