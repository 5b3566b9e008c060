package io.tenantdeletion.tenant.lifecycle;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.commons.contract.UserId;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.problem.ProblemType;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * For which job a tenant is to be held.
 *
 * @param jobId the job that will delete the tenant
 * @param dueAt when, UTC; null where that is not known yet
 * @param initiatedBy who asked for it, or null
 * @param soleAdmin whether it may be held only while nobody but {@code initiatedBy} owns or administers it
 */
@JsonNaming(SnakeCaseStrategy.class)
record HoldRequest(
        @Schema(required = true) JobId jobId,
        @Schema(nullable = true) Instant dueAt,
        @Schema(nullable = true) UserId initiatedBy,
        boolean soleAdmin) {

    /** The request's body; one that names no job is a 400 problem. */
    static HoldRequest checked(HoldRequest body) {
        if (body == null || body.jobId() == null) {
            throw new ProblemException(ProblemType.INVALID_REQUEST, "Send a JSON object with job_id.");
        }
        return body;
    }
}
