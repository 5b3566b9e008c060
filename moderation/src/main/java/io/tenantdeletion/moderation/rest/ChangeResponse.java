package io.tenantdeletion.moderation.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.tenantdeletion.moderation.pipeline.Outcome;
import io.tenantdeletion.moderation.submission.Draft;
import io.tenantdeletion.moderation.submission.SubmissionType;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/**
 * What became of a change that was asked for.
 *
 * @param submissionId the submission that waits; left out where it has been applied
 * @param status {@code pending}, or {@code approved} of a deletion that waits for its time; left out where it has been
 *     applied
 * @param message the same for people
 * @param entityId what it is about
 * @param deletionType of a deletion: {@code soft} or {@code hard}
 * @param effectiveAt when it is applied, where that is later
 * @param notice what was asked for and is not done
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
@RegisterForReflection
@Schema(name = "ChangeResponse")
public record ChangeResponse(
        UUID submissionId,
        String status,
        String message,
        UUID entityId,
        String deletionType,
        Instant effectiveAt,
        String notice) {

    static final String SUBMISSIONS = "/api/v1/moderation/submissions/";

    private static final String SOFT_INSTEAD =
            "A hard deletion is for moderators: this one is to close the %s, not to delete it for good.";

    /** The answer for an outcome. */
    static RestResponse<ChangeResponse> of(Outcome outcome, boolean softInstead) {
        Draft draft = outcome.draft();
        String notice =
                softInstead ? SOFT_INSTEAD.formatted(draft.kind().title().toLowerCase(Locale.ROOT)) : null;
        return switch (outcome.status()) {
            case APPLIED -> applied(draft);
            case PENDING ->
                waiting(
                        outcome,
                        "pending",
                        draft.kind().title() + " " + draft.noun()
                                + " request pending moderation. You will be notified when it is approved.",
                        notice);
            case SCHEDULED ->
                waiting(
                        outcome,
                        "approved",
                        draft.kind().title() + " " + draft.noun() + " scheduled for " + outcome.effectiveAt() + ".",
                        notice);
        };
    }

    private static RestResponse<ChangeResponse> applied(Draft draft) {
        boolean isNew =
                draft.type() == SubmissionType.CREATE && !draft.metadata().containsKey(Draft.RESTORES);
        ResponseBuilder<ChangeResponse> answer =
                ResponseBuilder.create(isNew ? RestResponse.Status.CREATED : RestResponse.Status.OK);
        if (isNew) {
            answer.header(HttpHeaders.LOCATION, "/api/v1/" + draft.kind().path() + "/" + draft.entityId());
        }
        return answer.entity(new ChangeResponse(
                        null,
                        null,
                        draft.kind().title() + " " + draft.done() + " successfully",
                        draft.entityId(),
                        draft.deletionType(),
                        null,
                        null))
                .build();
    }

    private static RestResponse<ChangeResponse> waiting(Outcome outcome, String status, String message, String notice) {
        return ResponseBuilder.<ChangeResponse>create(RestResponse.Status.ACCEPTED)
                .header(HttpHeaders.LOCATION, SUBMISSIONS + outcome.submission())
                .entity(new ChangeResponse(
                        outcome.submission(),
                        status,
                        message,
                        outcome.draft().entityId(),
                        notice == null && status.equals("pending")
                                ? null
                                : outcome.draft().deletionType(),
                        outcome.effectiveAt(),
                        notice))
                .build();
    }
}
