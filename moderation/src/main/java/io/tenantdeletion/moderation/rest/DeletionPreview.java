package io.tenantdeletion.moderation.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.UUID;

/**
 * What a deletion of an entity would do.
 *
 * @param deletionType what a deletion is unless a moderator asks for another
 * @param dependants what depends on it
 * @param totalDependants how many entities that are
 * @param hardDeletionRefused whether a hard deletion is refused unless it says what becomes of them
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
@RegisterForReflection
public record DeletionPreview(
        String entityType,
        UUID entityId,
        String entityName,
        String deletionType,
        List<Dependants> dependants,
        long totalDependants,
        boolean hardDeletionRefused) {

    /**
     * Entities of one kind that refer to it by one field.
     *
     * @param kind the kind's name for the parameter {@code dependants}
     * @param detachable whether they can do without
     * @param first the first few, by name
     */
    @JsonNaming(SnakeCaseStrategy.class)
    @RegisterForReflection
    public record Dependants(
            String entityType, String kind, String fieldName, long count, boolean detachable, List<Named> first) {}

    /** An entity for people. */
    @RegisterForReflection
    public record Named(UUID id, String name) {}
}
