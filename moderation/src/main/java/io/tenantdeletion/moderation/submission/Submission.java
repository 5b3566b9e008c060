package io.tenantdeletion.moderation.submission;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A change that somebody wants, and what became of it.
 *
 * @param submissionId its id
 * @param partOf the deletion that it is decided with, where it is about something that depends on the deleted
 * @param submittedBy who; null where that is somebody who has been deleted
 * @param source how it came in
 * @param effectiveAt when it is to be applied, where that is later than the decision
 * @param direct whether a moderator's own change was applied at once, without a second pair of eyes
 * @param metadata of a deletion: {@code entity_type, entity_id, entity_name, deletion_type, deletion_reason,
 *     entity_snapshot}
 * @param items the fields it touches; left out in lists
 * @param snapshot the complete entity that a deletion takes away; left out in lists
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
@RegisterForReflection
@Schema(name = "ContentSubmission")
public record Submission(
        UUID submissionId,
        SubmissionType type,
        SubmissionStatus status,
        String entityType,
        UUID entityId,
        String entityName,
        UUID partOf,
        UUID submittedBy,
        Instant submittedAt,
        String reason,
        String source,
        String address,
        String agent,
        Instant effectiveAt,
        UUID decidedBy,
        Instant decidedAt,
        String decisionReason,
        boolean direct,
        Instant appliedAt,
        @Schema(implementation = Object.class) JsonNode metadata,
        List<SubmissionItem> items,
        @Schema(implementation = Object.class) JsonNode snapshot) {

    /** What kind of deletion it is; null for anything else. */
    public String deletionType() {
        return metadata.path(Draft.DELETION_TYPE).textValue();
    }

    /** The submission whose snapshot it brings back, or {@code closed}; null for anything else. */
    public String restores() {
        return metadata.path(Draft.RESTORES).textValue();
    }

    /** Whether it is not to be applied yet. */
    @JsonIgnore
    public boolean isForLater() {
        return effectiveAt != null && effectiveAt.isAfter(Instant.now());
    }

    /** Whether it is approved and waits for its time. */
    @JsonIgnore
    public boolean isScheduled() {
        return status == SubmissionStatus.APPROVED && appliedAt == null;
    }
}
