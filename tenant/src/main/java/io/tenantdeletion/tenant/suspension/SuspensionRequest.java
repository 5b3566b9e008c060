package io.tenantdeletion.tenant.suspension;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.commons.contract.UserId;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.problem.ProblemType;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * For which job a tenant is to be suspended.
 *
 * @param jobId the job that will delete the tenant
 * @param token positive, and greater than that of every request the orchestrator made before for this tenant
 * @param dueAt when the job begins, UTC; null where that is not known yet
 * @param initiatedBy who asked for it, or null
 * @param soleAdmin whether it may be suspended only while nobody but {@code initiatedBy} and {@code leaving} owns or
 *     administers it
 * @param leaving users who are being deleted themselves, so that they keep nothing; may be left out
 * @param purging whether the job deletes from now on, so that there is no way back
 */
@JsonNaming(SnakeCaseStrategy.class)
record SuspensionRequest(
        @Schema(required = true) JobId jobId,
        @Schema(required = true, minimum = "1") Long token,
        @Schema(nullable = true) Instant dueAt,
        @Schema(nullable = true) UserId initiatedBy,
        boolean soleAdmin,
        @Schema(nullable = true) Set<UserId> leaving,
        boolean purging) {

    private static final Instant FIRST_DAY = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LAST_DAY = Instant.parse("9999-12-31T00:00:00Z");

    SuspensionRequest {
        leaving = leaving == null ? Set.of() : leaving;
    }

    /** The request's body; one that lacks what it must say, or says what cannot be, is a 400 problem. */
    static SuspensionRequest checked(SuspensionRequest body) {
        if (body == null || body.jobId() == null || body.leaving().stream().anyMatch(Objects::isNull)) {
            throw new ProblemException(ProblemType.INVALID_REQUEST, "Send a JSON object with job_id and token.");
        }
        checkToken(body.token());
        checkDueAt(body.dueAt());
        return body;
    }

    /** The token of a query parameter; one that is missing or not positive is a 400 problem. */
    static long token(String parameter) {
        try {
            Long token = parameter == null ? null : Long.valueOf(parameter);
            checkToken(token);
            return token;
        } catch (NumberFormatException malformed) {
            throw invalidToken();
        }
    }

    private static void checkToken(Long token) {
        if (token == null || token < 1) {
            throw invalidToken();
        }
    }

    private static void checkDueAt(Instant dueAt) {
        if (dueAt != null && (dueAt.isBefore(FIRST_DAY) || dueAt.isAfter(LAST_DAY))) {
            throw new ProblemException(ProblemType.INVALID_REQUEST, "due_at is out of range.");
        }
    }

    private static ProblemException invalidToken() {
        return new ProblemException(ProblemType.INVALID_REQUEST, "token takes a positive integer.");
    }
}
