package io.tenantdeletion.moderation.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.tenantdeletion.moderation.submission.Submission;
import io.tenantdeletion.moderation.submission.SubmissionStatus;
import java.time.Instant;
import java.util.UUID;

/**
 * What was decided.
 *
 * @param effectiveAt when it is applied, where that is later
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
@RegisterForReflection
public record DecisionResponse(
        UUID submissionId, SubmissionStatus status, String message, UUID entityId, Instant effectiveAt) {

    static DecisionResponse of(Submission submission, SubmissionStatus status) {
        boolean later = status == SubmissionStatus.APPROVED && submission.isForLater();
        return new DecisionResponse(
                submission.submissionId(),
                status,
                "Submission " + status.word() + (later ? "; it is applied at " + submission.effectiveAt() : ""),
                submission.entityId(),
                later ? submission.effectiveAt() : null);
    }
}
