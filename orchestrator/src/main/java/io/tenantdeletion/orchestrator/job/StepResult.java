package io.tenantdeletion.orchestrator.job;

import io.tenantdeletion.commons.contract.ExternalDataRemoval;
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
 * @param jobCounts rows removed by all calls of the job, this one included, per table; replaces what is known. Null
 *     where the service does not say
 * @param evidence what it has found out beside counts; {@link Evidence#NONE} where nothing new
 */
public record StepResult(
        String service,
        StepStatus status,
        double progress,
        int repeats,
        Map<String, Long> deletedCounts,
        List<String> errors,
        Effect effect,
        Map<String, Long> jobCounts,
        Evidence evidence) {

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
    public static StepResult completed(String service, Map<String, Long> counts) {
        return new StepResult(
                service, StepStatus.COMPLETED, 1, 0, counts, List.of(), effect(counts), null, Evidence.NONE);
    }

    /** It goes on after this. */
    public static StepResult progressed(String service, Map<String, Long> counts) {
        return new StepResult(
                service, StepStatus.IN_PROGRESS, 0, 0, counts, List.of(), effect(counts), null, Evidence.NONE);
    }

    /** It goes on after a call that may have been carried out without its answer being heard. */
    public static StepResult unheard(String service) {
        return new StepResult(
                service, StepStatus.IN_PROGRESS, 0, 0, Map.of(), List.of(), Effect.UNKNOWN, null, Evidence.NONE);
    }

    private static Effect effect(Map<String, Long> counts) {
        return counts.isEmpty() ? Effect.NONE : Effect.COUNTED;
    }

    /** A person has to act. */
    public static StepResult refused(String service, List<String> errors) {
        return new StepResult(service, StepStatus.FAILED, 0, 0, Map.of(), errors, Effect.NONE, null, Evidence.NONE);
    }

    /** To be tried again later. */
    public static StepResult unavailable(String service, List<String> errors) {
        return new StepResult(service, StepStatus.PENDING, 0, 0, Map.of(), errors, Effect.NONE, null, Evidence.NONE);
    }

    /** The same after so many repetitions of the call because of failures. */
    public StepResult repeated(int times) {
        return new StepResult(service, status, progress, times, deletedCounts, errors, effect, jobCounts, evidence);
    }

    /** The same with another status. */
    public StepResult with(StepStatus other) {
        return new StepResult(service, other, progress, repeats, deletedCounts, errors, effect, jobCounts, evidence);
    }

    /** The same with the service's word for the rows that all calls of the job have removed. */
    public StepResult with(Map<String, Long> counts) {
        return new StepResult(service, status, progress, repeats, deletedCounts, errors, effect, counts, evidence);
    }

    /** The same with a fence that stands. */
    public StepResult with(Fence fence) {
        return with(Evidence.of(fence));
    }

    /** The same with what would be deleted. */
    public StepResult rehearsed(Map<String, Long> preview) {
        return with(Evidence.ofPreview(preview));
    }

    /** The same with what is left. */
    public StepResult with(Verification verification) {
        return with(Evidence.of(verification));
    }

    /**
     * The same with the rows that are put back, and whether the service has verified them; null where it does not say.
     */
    public StepResult restored(Map<String, Long> counts, Boolean verified) {
        return with(Evidence.ofRestored(counts, verified));
    }

    /** The same with what has become of what is outside the service's database. */
    public StepResult external(Map<String, ExternalDataRemoval.Counts> stores) {
        return with(Evidence.ofExternal(stores));
    }

    private StepResult with(Evidence found) {
        return new StepResult(service, status, progress, repeats, deletedCounts, errors, effect, jobCounts, found);
    }

    /** The rows it removed. */
    public long rows() {
        return DeletionStep.rows(service, deletedCounts);
    }

    /** Both together, this one first. */
    public StepResult followedBy(StepResult later) {
        Map<String, Long> known = later.jobCounts();
        if (known == null && jobCounts != null) {
            known = sum(jobCounts, later.deletedCounts());
        }
        return new StepResult(
                service,
                later.status(),
                Math.max(progress, later.progress()),
                repeats + later.repeats(),
                sum(deletedCounts, later.deletedCounts()),
                later.errors(),
                effect.compareTo(later.effect()) > 0 ? effect : later.effect(),
                known,
                later.evidence().equals(Evidence.NONE) ? evidence : later.evidence());
    }

    private static Map<String, Long> sum(Map<String, Long> one, Map<String, Long> other) {
        Map<String, Long> counts = new LinkedHashMap<>(one);
        other.forEach((table, rows) -> counts.merge(table, rows, Long::sum));
        return counts;
    }
}
