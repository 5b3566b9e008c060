package io.tenantdeletion.orchestrator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.tenantdeletion.commons.contract.ExternalDataRemoval;
import io.tenantdeletion.orchestrator.job.DeletionJob;
import io.tenantdeletion.orchestrator.job.DeletionStep;
import io.tenantdeletion.orchestrator.job.Fence;
import io.tenantdeletion.orchestrator.job.JobSummary;
import io.tenantdeletion.orchestrator.job.LeftOut;
import io.tenantdeletion.orchestrator.job.Phases;
import io.tenantdeletion.orchestrator.job.StepStatus;
import io.tenantdeletion.orchestrator.job.Verification;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * One service's part of a job.
 *
 * @param status where it is
 * @param attempts how often it was tried: once per run of the job, and once per call repeated after a failure
 * @param deletedCounts rows removed so far per table
 * @param countsMayBeLow whether rows may be missing from the counts, because an answer was lost after the service may
 *     have done its work: it came too late, the connection broke, or the orchestrator's run was interrupted; absent
 *     otherwise
 * @param errors why the last attempt failed or was not made; each begins with a stable word such as {@code timed_out}
 * @param duration seconds of the last attempt, or until now while it runs; null before
 * @param fence in the phase {@code prepare}, that the service lets in no row any more; absent otherwise
 * @param verification in the phase {@code verify}, and of {@code tenant} in its own, what is left; absent otherwise
 * @param restoredCounts in the phases that restore, rows put back so far per table; absent otherwise
 * @param restoreVerified in the phases that restore, whether the service has compared every row with a digest taken
 *     when it went; absent where it does not say
 * @param preview in shadow, the rows that would be deleted per table; absent otherwise
 * @param externalData in the phase {@code external_data}, names outside its database per store; absent otherwise
 * @param leftOut that a platform admin has had the job go on without it; absent otherwise
 */
@JsonNaming(SnakeCaseStrategy.class)
@Schema(name = "ServiceResult")
public record ServiceResult(
        @Schema(
                type = SchemaType.STRING,
                enumeration = {"pending", "in_progress", "completed", "failed", "skipped", "left_out"})
        StepStatus status,

        int attempts,
        Map<String, Long> deletedCounts,

        @Schema(
                description = "Rows may be missing from deleted_counts: an answer was lost after the service may have"
                        + " removed some (no answer in time, a broken connection, an interrupted run). That everything"
                        + " is gone is certain all the same once status is completed. Absent where no answer was lost.")
        @JsonInclude(JsonInclude.Include.NON_DEFAULT)
        boolean countsMayBeLow,

        List<String> errors,
        Double duration,
        @JsonInclude(JsonInclude.Include.NON_NULL) Fence fence,
        @JsonInclude(JsonInclude.Include.NON_NULL) Verification verification,
        @JsonInclude(JsonInclude.Include.NON_NULL) Map<String, Long> restoredCounts,
        @JsonInclude(JsonInclude.Include.NON_NULL) Boolean restoreVerified,
        @JsonInclude(JsonInclude.Include.NON_NULL) Map<String, Long> preview,
        @JsonInclude(JsonInclude.Include.NON_NULL) Map<String, ExternalDataRemoval.Counts> externalData,
        @JsonInclude(JsonInclude.Include.NON_NULL) LeftOut leftOut) {

    static ServiceResult of(DeletionStep step, LeftOut leftOut, Instant now) {
        return new ServiceResult(
                step.status(),
                step.attempts(),
                step.deletedCounts(),
                step.countsMayBeLow(),
                step.errors(),
                JobSummary.seconds(step.startedAt(), step.completedAt(), now),
                step.evidence().fence(),
                step.evidence().verification(),
                step.evidence().restored(),
                step.evidence().restoreVerified(),
                step.evidence().preview(),
                step.evidence().external(),
                leftOut);
    }

    /** The results of a job by service, with the figures of the purge. */
    static Map<String, ServiceResult> of(DeletionJob job, Instant now) {
        Map<String, ServiceResult> results = new LinkedHashMap<>();
        job.steps().stream()
                .filter(step -> !Phases.isCheck(step.phase()))
                .forEach(step -> results.put(
                        step.service(),
                        of(step, job.leftOut(step.service()), now).withoutEvidence(step.status(), step.errors())));
        if (job.isShadow()) {
            job.steps().forEach(step -> results.put(step.service(), of(step, step.leftOut(), now)));
        }
        job.steps().stream()
                .filter(step -> step.phase().equals(Phases.PREPARE))
                .forEach(step -> results.computeIfPresent(step.service(), (service, purge) -> purge.preparedBy(step)));
        return results;
    }

    /** Why it was not begun, where that is because the service was not ready. */
    private ServiceResult preparedBy(DeletionStep prepare) {
        boolean begun = status != StepStatus.PENDING && status != StepStatus.SKIPPED;
        if (begun || prepare.errors().isEmpty()) {
            return this;
        }
        return withoutEvidence(prepare.status() == StepStatus.FAILED ? StepStatus.FAILED : status, prepare.errors());
    }

    private ServiceResult withoutEvidence(StepStatus as, List<String> why) {
        return new ServiceResult(
                as,
                attempts,
                deletedCounts,
                countsMayBeLow,
                why,
                duration,
                null,
                null,
                null,
                null,
                null,
                null,
                leftOut);
    }
}
