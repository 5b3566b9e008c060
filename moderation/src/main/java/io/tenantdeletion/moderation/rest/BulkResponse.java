package io.tenantdeletion.moderation.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.tenantdeletion.commons.problem.Problem;
import java.util.List;

/**
 * What became of each.
 *
 * @param results in the order in which they were asked for
 */
@RegisterForReflection
public record BulkResponse(List<Result> results) {

    /**
     * One of them.
     *
     * @param status the HTTP status that it would have had alone
     * @param problem why nothing happened
     */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @RegisterForReflection
    public record Result(String id, int status, String message, Problem problem) {}
}
