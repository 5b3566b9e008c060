package io.tenantdeletion.commons.contract;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * The answer to a service's DELETE.
 *
 * @param message one sentence for a person
 * @param summary what this call removed
 * @param complete {@code false} with 202: the time budget ran out, call again; absent with 200
 * @param progress with 202, the share of the plan's steps that are done, 0 to 1; absent with 200
 * @param waiting with 202 where the call did nothing because it was not its turn: for what, such as
 *     {@value #OTHER_PURGES}; absent otherwise
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
@RegisterForReflection // read and written by hand in places, which a native image cannot see
public record DataDeletionResponse(
        String message, DataDeletionResult summary, Boolean complete, Double progress, String waiting) {

    /** As many purges as may run at once are under way; whoever comes back keeps its place. */
    public static final String OTHER_PURGES = "other_purges";

    private static final String COMPLETED = " data deletion completed successfully";
    private static final String INCOMPLETE = " data deletion is not complete yet; call again to go on";
    private static final String WAITING = " data deletion waits for others; call again to keep its place";

    /** The plan is done. */
    public static DataDeletionResponse completed(DataDeletionResult summary) {
        return new DataDeletionResponse(subject(summary) + COMPLETED, summary, null, null, null);
    }

    /** The time budget ran out after {@code progress} (0 to 1) of the plan. */
    public static DataDeletionResponse incomplete(DataDeletionResult summary, double progress) {
        return new DataDeletionResponse(subject(summary) + INCOMPLETE, summary, false, progress, null);
    }

    /** It was not its turn: nothing was done. */
    public static DataDeletionResponse waiting(DataDeletionResult summary, String reason) {
        return new DataDeletionResponse(subject(summary) + WAITING, summary, false, 0.0, reason);
    }

    /** Whether it was not its turn. */
    @JsonIgnore
    public boolean isWaiting() {
        return !isComplete() && waiting != null;
    }

    private static String subject(DataDeletionResult summary) {
        return summary.userId() == null ? "Tenant" : "User";
    }

    /** Whether nothing is left to do. */
    @JsonIgnore
    public boolean isComplete() {
        return complete == null || complete;
    }
}
