package io.tenantdeletion.moderation.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.tenantdeletion.moderation.submission.Submission;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A submission for whoever decides on it.
 *
 * @param submission the submission
 * @param entityExists whether the entity is there now
 * @param comparison each field as it was, as it is now, and as it would be
 * @param parts what is decided with it, in the order in which it is applied
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
@RegisterForReflection
public record SubmissionDetail(
        @JsonUnwrapped Submission submission, boolean entityExists, List<Field> comparison, List<Part> parts) {

    /**
     * One field.
     *
     * @param changedMeanwhile whether it is not any more what it was when the submission was made
     */
    @JsonNaming(SnakeCaseStrategy.class)
    @RegisterForReflection
    public record Field(
            String fieldName,
            String fieldLabel,
            @Schema(implementation = Object.class) JsonNode oldValue,
            @Schema(implementation = Object.class) JsonNode currentValue,
            @Schema(implementation = Object.class) JsonNode newValue,
            boolean changedMeanwhile) {}

    /** Something decided with it. */
    @JsonNaming(SnakeCaseStrategy.class)
    @RegisterForReflection
    public record Part(UUID submissionId, String type, String entityType, UUID entityId, String entityName) {}
}
