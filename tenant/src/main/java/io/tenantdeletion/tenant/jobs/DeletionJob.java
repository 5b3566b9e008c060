package io.tenantdeletion.tenant.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.problem.ProblemType;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/**
 * A job as the orchestrator reports it.
 *
 * @param id which job
 * @param status one of the orchestrator's states, such as {@code in_progress}
 * @param body the whole report, passed on as it came
 * @param found whether it was open already, rather than started by this request
 */
public record DeletionJob(JobId id, String status, JsonNode body, boolean found) {

    private static final Set<String> OPEN = Set.of("pending", "in_progress");
    private static final Set<String> ENDED_OTHERWISE = Set.of("failed", "rolled_back", "cancelled", "restored");

    static DeletionJob started(JsonNode body) {
        return of(body, false);
    }

    static DeletionJob found(JsonNode body) {
        return of(body, true);
    }

    private static DeletionJob of(JsonNode body, boolean found) {
        if (body == null || !body.path("status").isTextual()) {
            throw notUnderstood();
        }
        return new DeletionJob(id(body), body.path("status").asText(), body, found);
    }

    /** The {@code job_id} of an answer of the orchestrator. */
    static JobId id(JsonNode body) {
        try {
            return JobId.fromString(body.path("job_id").asText());
        } catch (ProblemException notAUuid) {
            throw notUnderstood();
        }
    }

    private static ProblemException notUnderstood() {
        return new ProblemException(
                ProblemType.UNAVAILABLE,
                "The orchestrator's answer was not understood, so a job may have been started or not. Repeat the"
                        + " request later: it is safe.");
    }

    /** Whether the tenant is gone. */
    public boolean isCompleted() {
        return "completed".equals(status);
    }

    /** Whether it is still to delete the tenant, now or later. */
    public boolean isOpen() {
        return OPEN.contains(status);
    }

    /** Whether it has not begun to delete anything. */
    public boolean isPending() {
        return "pending".equals(status);
    }

    /** Whether it can be taken back for this long from its beginning, to the minute. */
    boolean hasRetention(Duration retention) {
        JsonNode created = body.path("created_at");
        JsonNode due = body.path("due_at");
        return created.isTextual()
                && due.isTextual()
                && Duration.between(Instant.parse(created.asText()), Instant.parse(due.asText()))
                                .minus(retention)
                                .abs()
                                .compareTo(Duration.ofMinutes(1))
                        < 0;
    }

    /** Whether it was stopped before it deleted anything. */
    public boolean isCancelled() {
        return "cancelled".equals(status);
    }

    /** Whether it only says what it would delete, because the platform does not delete yet. */
    public boolean isRehearsal() {
        return "shadow".equals(body.path("mode").asText());
    }

    /** Whether the job ended without having deleted the tenant, which it should have. */
    public boolean hasEndedOtherwise() {
        return ENDED_OTHERWISE.contains(status) && !isRehearsal();
    }
}
