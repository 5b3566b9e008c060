package io.tenantdeletion.orchestrator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.tenantdeletion.orchestrator.job.DeletionJob;
import io.tenantdeletion.orchestrator.job.DeletionStep;
import io.tenantdeletion.orchestrator.job.JobStatus;
import io.tenantdeletion.orchestrator.job.StepStatus;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * One phase of a job.
 *
 * @param status where it is
 * @param startedAt when its first step was first called, or null
 * @param completedAt when its last step completed; null before
 * @param services its steps
 * @param unproven services whose step has completed although they cannot verify: it is their word only that nothing is
 *     left; absent where there is none
 * @param shadow services that were only asked what they would delete; absent where there is none
 */
@JsonNaming(SnakeCaseStrategy.class)
@Schema(name = "PhaseResult")
public record PhaseResult(
        @Schema(
                type = SchemaType.STRING,
                enumeration = {"pending", "in_progress", "completed", "failed", "skipped"})
        StepStatus status,

        Instant startedAt,
        Instant completedAt,
        Map<String, ServiceResult> services,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> unproven,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> shadow) {

    /** The phases of a job, in order. */
    static Map<String, PhaseResult> of(DeletionJob job, Instant now) {
        Map<String, PhaseResult> phases = new LinkedHashMap<>();
        byPhase(job).forEach((phase, steps) -> phases.put(phase, of(steps, now)));
        return phases;
    }

    /** The first phase that has not completed; null where the job has ended well, whatever is to be removed later. */
    static String current(DeletionJob job) {
        if (job.status() == JobStatus.COMPLETED || job.status() == JobStatus.RESTORED) {
            return null;
        }
        return byPhase(job).entrySet().stream()
                .filter(phase -> status(phase.getValue()) != StepStatus.COMPLETED)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
    }

    private static Map<String, List<DeletionStep>> byPhase(DeletionJob job) {
        return job.steps().stream()
                .collect(Collectors.groupingBy(DeletionStep::phase, LinkedHashMap::new, Collectors.toList()));
    }

    private static PhaseResult of(List<DeletionStep> steps, Instant now) {
        StepStatus status = status(steps);
        Map<String, ServiceResult> services = new LinkedHashMap<>();
        steps.forEach(step -> services.put(step.service(), ServiceResult.of(step, step.leftOut(), now)));
        List<String> unproven = steps.stream()
                .filter(step -> step.status() == StepStatus.COMPLETED
                        && step.evidence().verification() != null
                        && !step.evidence().verification().isProven())
                .map(DeletionStep::service)
                .toList();
        return new PhaseResult(
                status,
                earliest(steps),
                status == StepStatus.COMPLETED ? latest(steps) : null,
                services,
                unproven,
                steps.stream()
                        .filter(step -> step.evidence().preview() != null)
                        .map(DeletionStep::service)
                        .toList());
    }

    private static StepStatus status(List<DeletionStep> steps) {
        if (steps.stream()
                .allMatch(step -> step.status() == StepStatus.COMPLETED || step.status() == StepStatus.LEFT_OUT)) {
            return StepStatus.COMPLETED;
        }
        if (has(steps, StepStatus.FAILED)) {
            return StepStatus.FAILED;
        }
        if (has(steps, StepStatus.IN_PROGRESS) || has(steps, StepStatus.COMPLETED)) {
            return StepStatus.IN_PROGRESS;
        }
        return has(steps, StepStatus.SKIPPED) ? StepStatus.SKIPPED : StepStatus.PENDING;
    }

    private static boolean has(List<DeletionStep> steps, StepStatus status) {
        return steps.stream().anyMatch(step -> step.status() == status);
    }

    private static Instant earliest(List<DeletionStep> steps) {
        return steps.stream()
                .map(DeletionStep::startedAt)
                .filter(Objects::nonNull)
                .min(Instant::compareTo)
                .orElse(null);
    }

    private static Instant latest(List<DeletionStep> steps) {
        return steps.stream()
                .map(DeletionStep::completedAt)
                .filter(Objects::nonNull)
                .max(Instant::compareTo)
                .orElse(null);
    }
}
