package io.tenantdeletion.orchestrator.report;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.tenantdeletion.commons.contract.ExternalDataRemoval;
import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.commons.contract.SubjectKind;
import io.tenantdeletion.commons.contract.TenantId;
import io.tenantdeletion.commons.contract.UserId;
import io.tenantdeletion.orchestrator.job.DeletionJob;
import io.tenantdeletion.orchestrator.job.DeletionStep;
import io.tenantdeletion.orchestrator.job.JobStatus;
import io.tenantdeletion.orchestrator.job.JobSummary;
import io.tenantdeletion.orchestrator.job.LeftOut;
import io.tenantdeletion.orchestrator.job.Phases;
import io.tenantdeletion.orchestrator.job.StepStatus;
import io.tenantdeletion.orchestrator.job.Verification;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a job has come to.
 *
 * @param jobId which job
 * @param kind what it deletes
 * @param tenantId whose data, where it deletes a tenant
 * @param userId whose data, where it deletes a user
 * @param tenantName the tenant's name when the job was made
 * @param initiatedBy the user who asked for it, or null
 * @param reason why, or null
 * @param status where the job is
 * @param createdAt when it was written down
 * @param startedAt when it first ran, or null
 * @param completedAt when it ended, or null
 * @param duration seconds from start to end, or until now; null before
 * @param totalItemsDeleted rows removed by all services
 * @param certificate where its certificate is, or null where there is none
 * @param services what each has done, in order
 * @param errorLog one line per failure of every run
 * @param generatedAt when this report was made
 */
@JsonNaming(SnakeCaseStrategy.class)
public record JobReport(
        JobId jobId,

        @Schema(
                type = SchemaType.STRING,
                enumeration = {"tenant", "user"})
        SubjectKind kind,

        TenantId tenantId,
        UserId userId,
        String tenantName,
        UserId initiatedBy,
        String reason,

        @Schema(
                type = SchemaType.STRING,
                enumeration = {"pending", "in_progress", "completed", "failed", "cancelled", "rolled_back", "restored"})
        JobStatus status,

        Instant createdAt,
        Instant startedAt,
        Instant completedAt,
        Double duration,
        long totalItemsDeleted,
        String certificate,
        List<Service> services,
        List<String> errorLog,
        Instant generatedAt) {

    /**
     * One service's part.
     *
     * @param service its name
     * @param status where its part is; {@code left_out} where a platform admin has had the job go on without it
     * @param attempts how often it was tried
     * @param duration seconds of the last attempt, or null
     * @param deletedCounts rows removed per table
     * @param totalDeleted their sum
     * @param countsMayBeLow whether an answer was lost, so that it may be more
     * @param verified whether it is proven that nothing is left; null where nobody has looked yet
     * @param residual what is left per table, as far as that is known
     * @param externalData names outside its database per store; absent where it names nothing
     * @param errors why the last attempt did not succeed
     * @param leftOut that a platform admin has had the job go on without it; absent otherwise
     */
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "ReportedService")
    public record Service(
            String service,

            @Schema(
                    type = SchemaType.STRING,
                    enumeration = {"pending", "in_progress", "completed", "failed", "skipped", "left_out"})
            StepStatus status,

            int attempts,
            Double duration,
            Map<String, Long> deletedCounts,
            long totalDeleted,
            boolean countsMayBeLow,
            Boolean verified,
            Map<String, Long> residual,
            @JsonInclude(JsonInclude.Include.NON_NULL) Map<String, ExternalDataRemoval.Counts> externalData,
            List<String> errors,
            @JsonInclude(JsonInclude.Include.NON_NULL) LeftOut leftOut) {}

    /** The report of a job as it is. */
    public static JobReport of(DeletionJob job, Instant now) {
        List<Service> services = job.steps().stream()
                .filter(step -> !Phases.isCheck(step.phase()))
                .map(step -> service(job, step, now))
                .toList();
        return new JobReport(
                job.id(),
                job.subject().kind(),
                job.tenant(),
                job.user(),
                job.tenantName(),
                job.initiatedBy(),
                job.origin().reason(),
                job.status(),
                job.times().createdAt(),
                job.times().startedAt(),
                job.times().completedAt(),
                JobSummary.seconds(job.times().startedAt(), job.times().completedAt(), now),
                JobSummary.of(job.steps()).totalItemsDeleted(),
                job.times().certifiedAt() == null ? null : "/api/v1/deletion-jobs/" + job.id() + "/certificate",
                services,
                job.errorLog(),
                now);
    }

    private static Service service(DeletionJob job, DeletionStep step, Instant now) {
        Optional<Verification> verification = job.steps().stream()
                .filter(check -> check.service().equals(step.service()))
                .map(check -> check.evidence().verification())
                .filter(found -> found != null && !found.isWaiting())
                .findFirst();
        return new Service(
                step.service(),
                step.status(),
                step.attempts(),
                JobSummary.seconds(step.startedAt(), step.completedAt(), now),
                step.deletedCounts(),
                step.totalDeleted(),
                step.countsMayBeLow(),
                verification.map(Verification::isProven).orElse(null),
                verification.map(Verification::residual).orElse(null),
                externalData(job, step.service()),
                step.errors(),
                job.leftOut(step.service()));
    }

    private static Map<String, ExternalDataRemoval.Counts> externalData(DeletionJob job, String service) {
        return job.steps().stream()
                .filter(step -> step.service().equals(service) && step.phase().equals(Phases.EXTERNAL_DATA))
                .map(step -> step.evidence().external())
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** Whose data, whatever the kind. */
    @JsonIgnore
    public String subject() {
        return tenantId == null ? String.valueOf(userId) : tenantId.toString();
    }

    /** One line for each table of each service; a service without any has one, too. */
    public String csv() {
        Csv csv = new Csv(
                "job_id",
                "kind",
                "subject_id",
                "tenant_name",
                "job_status",
                "service",
                "service_status",
                "verified",
                "table",
                "deleted_rows",
                "residual_rows",
                "left_out_by");
        for (Service one : services) {
            if (one.deletedCounts().isEmpty()) {
                line(csv, one, null, null);
            }
            one.deletedCounts().forEach((table, rows) -> line(csv, one, table, rows));
        }
        return csv.toString();
    }

    private void line(Csv csv, Service one, String table, Long rows) {
        Long left =
                one.residual() == null || table == null ? null : one.residual().getOrDefault(table, 0L);
        csv.line(
                jobId,
                kind,
                subject(),
                tenantName,
                status,
                one.service(),
                one.status(),
                one.verified(),
                table,
                rows,
                left,
                one.leftOut() == null ? null : one.leftOut().by());
    }
}
