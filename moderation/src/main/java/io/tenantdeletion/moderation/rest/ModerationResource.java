package io.tenantdeletion.moderation.rest;

import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.Identifiers;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.problem.ProblemType;
import io.tenantdeletion.moderation.pipeline.Review;
import io.tenantdeletion.moderation.submission.SubmissionFilter;
import io.tenantdeletion.moderation.submission.SubmissionStatus;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** The queue of submissions, and decisions on them. */
@Path("/api/v1/moderation/submissions")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Moderation", description = "Submissions: what somebody wants changed, and what became of it")
@APIResponse(responseCode = "400", description = "`invalid-identifier`, `invalid-request`")
@APIResponse(responseCode = "401", ref = "InvalidToken")
@APIResponse(responseCode = "403", ref = "NotAllowed")
@APIResponse(responseCode = "404", description = "`not-found`: also what somebody may not see")
public class ModerationResource {

    private final Submissions submissions;
    private final Review review;
    private final Changes changes;
    private final Bulk bulk;
    private final Requests requests;

    ModerationResource(Submissions submissions, Review review, Changes changes, Bulk bulk, Requests requests) {
        this.submissions = submissions;
        this.review = review;
        this.changes = changes;
        this.bulk = bulk;
        this.requests = requests;
    }

    @GET
    @Operation(
            operationId = "listSubmissions",
            summary = "List submissions, oldest first",
            description = "Moderators see all; anybody else their own.")
    @APIResponse(responseCode = "200", description = "A page")
    public Uni<SubmissionPage> list(@Valid @BeanParam SubmissionQuery query) {
        requests.requireServed();
        SubmissionFilter filter = query.filter();
        if (!requests.isModerator()) {
            if (filter.submitter() != null && !filter.submitter().equals(requests.user())) {
                throw new ProblemException(ProblemType.FORBIDDEN, "Only a moderator sees what others submitted.");
            }
            filter = filter.of(requests.user());
        }
        return submissions.list(filter);
    }

    @GET
    @Path("/{id}")
    @Operation(
            operationId = "getSubmission",
            summary = "One submission",
            description = "With each field as it was, as it is now, and as it would be. For moderators and whoever"
                    + " submitted it.")
    @APIResponse(responseCode = "200", description = "The submission")
    public Uni<SubmissionDetail> get(@PathParam("id") EntityId id) {
        requests.requireServed();
        return submissions.detail(id.value(), requests.user(), requests.isModerator());
    }

    @POST
    @Path("/{id}/approve")
    @Consumes(MediaType.WILDCARD)
    @Operation(
            operationId = "approveSubmission",
            summary = "Approve and apply",
            description = "For moderators, not for whoever submitted it. What is for later is applied then.")
    @APIResponse(responseCode = "200", description = "Approved, and applied unless it is for later")
    @APIResponse(
            responseCode = "409",
            description = "`submission-already-decided`, `submission-conflict` with `fields`, `entity-gone`,"
                    + " `has-dependants`, `missing-reference`, `part-of-another-submission`, `not-applicable`")
    public Uni<DecisionResponse> approve(@PathParam("id") EntityId id, @QueryParam("reason") String reason) {
        requests.requireModerator();
        return review.approve(id.value(), requests.requester("api", reason))
                .map(submission -> DecisionResponse.of(submission, SubmissionStatus.APPROVED));
    }

    @POST
    @Path("/{id}/reject")
    @Operation(operationId = "rejectSubmission", summary = "Reject", description = "For moderators; with a reason.")
    @APIResponse(responseCode = "200", description = "Rejected; the entity is as it was")
    @APIResponse(responseCode = "409", description = "`submission-already-decided`, `part-of-another-submission`")
    public Uni<DecisionResponse> reject(@PathParam("id") EntityId id, @NotNull DecisionRequest request) {
        requests.requireModerator();
        return review.reject(id.value(), requests.requester("api", reason(request.reason())))
                .map(submission -> DecisionResponse.of(submission, SubmissionStatus.REJECTED));
    }

    /** What somebody is told who waited must not be empty. */
    static String reason(String reason) {
        if (reason == null || reason.isBlank()) {
            throw new ProblemException(ProblemType.INVALID_REQUEST, "reason must say why it is rejected.");
        }
        return reason;
    }

    @POST
    @Path("/{id}/withdraw")
    @Consumes(MediaType.WILDCARD)
    @Operation(
            operationId = "withdrawSubmission",
            summary = "Take back what is not applied",
            description = "For whoever submitted it; a scheduled deletion can be cancelled by any moderator, too.")
    @APIResponse(responseCode = "200", description = "Withdrawn")
    @APIResponse(responseCode = "409", description = "`submission-already-decided`, `part-of-another-submission`")
    public Uni<DecisionResponse> withdraw(@PathParam("id") EntityId id) {
        return review.withdraw(id.value(), requests.requester("api", null))
                .map(submission -> DecisionResponse.of(submission, SubmissionStatus.WITHDRAWN));
    }

    @POST
    @Path("/{id}/restore")
    @Consumes(MediaType.WILDCARD)
    @Operation(
            operationId = "restoreSubmission",
            summary = "Undo a deletion",
            description = "Opens a closed entity again, or makes a deleted one from the snapshot, with the same id.")
    @APIResponse(responseCode = "200", description = "Restored by a moderator")
    @APIResponse(responseCode = "202", description = "Submitted")
    @APIResponse(responseCode = "409", description = "`not-deleted`, `missing-reference` with `references`")
    public Uni<RestResponse<ChangeResponse>> restore(
            @PathParam("id") EntityId id, @QueryParam("reason") String reason) {
        return changes.restore(id.value(), requests.requester("api", reason));
    }

    @POST
    @Path("/bulk")
    @Operation(
            operationId = "decideInBulk",
            summary = "Approve, reject or delete up to 100",
            description = "For moderators. Each has its own result and its own transaction.")
    @APIResponse(responseCode = "200", description = "What became of each")
    public Uni<BulkResponse> bulk(@Valid @NotNull BulkRequest request) {
        requests.requireModerator();
        request.ids().forEach(id -> Identifiers.parse("ids", id));
        return bulk.run(request, requests.requester("bulk", request.reason()));
    }
}
