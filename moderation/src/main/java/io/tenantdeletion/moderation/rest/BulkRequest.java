package io.tenantdeletion.moderation.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/**
 * The same for many.
 *
 * @param action what to do with each
 * @param ids submissions, or entities to delete; each once
 * @param entityType of what is deleted
 * @param deletionType {@code soft} or {@code hard}, of what is deleted
 * @param reason why; needed to reject
 */
@JsonNaming(SnakeCaseStrategy.class)
@RegisterForReflection
public record BulkRequest(
        @NotNull Action action,
        @NotNull @Size(min = 1, max = BulkRequest.MOST) List<@NotNull String> ids,
        String entityType,
        String deletionType,
        String reason) {

    static final int MOST = 100;

    /** What to do. */
    public enum Action {
        @JsonProperty("approve")
        APPROVE,
        @JsonProperty("reject")
        REJECT,
        @JsonProperty("delete")
        DELETE
    }
}
