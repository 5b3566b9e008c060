package io.tenantdeletion.orchestrator.api;

import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.DeletionHeaders;
import io.tenantdeletion.commons.contract.RequestHeaders;
import io.tenantdeletion.commons.contract.UserId;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.problem.ProblemType;
import io.tenantdeletion.commons.security.Roles;
import io.tenantdeletion.orchestrator.job.Cause;
import io.tenantdeletion.orchestrator.job.Idempotency;
import io.tenantdeletion.orchestrator.job.Origin;
import io.tenantdeletion.orchestrator.job.RequestedAs;
import io.tenantdeletion.orchestrator.saga.Terms;
import io.tenantdeletion.orchestrator.userdeletion.UserJobRequest;
import io.tenantdeletion.orchestrator.userdeletion.UserJobStarter;
import io.tenantdeletion.orchestrator.userdeletion.UserPreviews;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Deletion of users: start and preview. Their jobs are followed and decided on like those of tenants. */
@Path(UserDeletionResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Users")
public class UserDeletionResource {

    static final String PATH = "/api/v1/auth";

    private static final String KEY =
            "1 to 255 visible characters; the same request with the same key is answered the same job";
    private static final String STEPS = "Writes a job down: tenants the user owns change hands or, where nobody else"
            + " owns or administers them, are deleted by jobs of their own; then go the user's rows, memberships and"
            + " account. Repeated while the job is open, it answers that job.";

    private final UserJobStarter starter;
    private final UserPreviews previews;
    private final JobAccess access;
    private final Causes causes;
    private final Admission admission;
    private final Answering answering;

    UserDeletionResource(
            UserJobStarter starter,
            UserPreviews previews,
            JobAccess access,
            Causes causes,
            Admission admission,
            Answering answering) {
        this.starter = starter;
        this.previews = previews;
        this.access = access;
        this.causes = causes;
        this.admission = admission;
        this.answering = answering;
    }

    @DELETE
    @Path("/users/{user_id}")
    @RolesAllowed({Roles.SERVICE, Roles.PLATFORM_ADMIN})
    @Parameter(
            name = DeletionHeaders.IDEMPOTENCY_KEY,
            in = ParameterIn.HEADER,
            description = KEY,
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = DeletionHeaders.PREFER,
            in = ParameterIn.HEADER,
            description = DeletionJobResource.WAIT,
            schema = @Schema(type = SchemaType.STRING, examples = "wait=30"))
    @Operation(summary = "Delete a user", description = STEPS + " For services and platform admins.")
    @APIResponse(responseCode = "202", description = "The job runs or waits, see waiting_for; follow it at Location")
    @APIResponse(responseCode = "200", description = "The job has ended, completed or failed: see its status")
    @APIResponse(responseCode = "404", description = "Unknown user, who never had a job")
    @APIResponse(responseCode = "422", description = "The Idempotency-Key was used with another request")
    @APIResponse(responseCode = "429", description = "Too many deleting calls, or too much deleted in the last hour")
    @APIResponse(
            responseCode = "503",
            description = "The identity provider or the tenant service could not be asked about the user")
    public Uni<RestResponse<DeletionJobStatus>> delete(
            @PathParam("user_id") UserId user,
            @BeanParam UserDeletionQuery query,
            @QueryParam("preview_token")
                    @Size(max = 16384)
                    @Parameter(description = "From a preview of the user, where that gives one")
                    String previewToken,
            @QueryParam("reason")
                    @Size(max = 1000)
                    @Pattern(regexp = StartDeletion.TEXT, message = "must not contain control characters")
                    @Parameter(description = "Why, kept with the job", example = "left the company")
                    String reason,
            @Context HttpHeaders headers) {
        Terms terms = query.terms(previewToken, reason);
        return start(user, role(user), terms, reason, headers);
    }

    @DELETE
    @Path("/me/account")
    @Authenticated
    @Parameter(
            name = DeletionHeaders.IDEMPOTENCY_KEY,
            in = ParameterIn.HEADER,
            description = KEY,
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = DeletionHeaders.PREFER,
            in = ParameterIn.HEADER,
            description = DeletionJobResource.WAIT,
            schema = @Schema(type = SchemaType.STRING, examples = "wait=30"))
    @Operation(
            summary = "Delete one's own account",
            description = STEPS + " Until the account is gone, its user can follow the job. Not for services.")
    @APIResponse(responseCode = "202", description = "The job runs or waits, see waiting_for; follow it at Location")
    @APIResponse(responseCode = "200", description = "The job has ended, completed or failed: see its status")
    @APIResponse(responseCode = "404", description = "The account is gone, and never had a job")
    @APIResponse(responseCode = "422", description = "The Idempotency-Key was used with another request")
    @APIResponse(responseCode = "429", description = "Too many deleting calls, or too much deleted in the last hour")
    @APIResponse(
            responseCode = "503",
            description = "The identity provider or the tenant service could not be asked about the user")
    public Uni<RestResponse<DeletionJobStatus>> deleteOwn(
            @QueryParam("preview_token")
                    @Size(max = 16384)
                    @Parameter(description = "From a preview of the account, where that gives one")
                    String previewToken,
            @QueryParam("reason")
                    @Size(max = 1000)
                    @Pattern(regexp = StartDeletion.TEXT, message = "must not contain control characters")
                    @Parameter(description = "Why, kept with the job", example = "not needed any more")
                    String reason,
            @Context HttpHeaders headers) {
        return start(
                access.requireSelf(), RequestedAs.USER, new Terms(null, previewToken, false, false), reason, headers);
    }

    @GET
    @Path("/users/{user_id}/deletion-preview")
    @Authenticated
    @Operation(
            summary = "Preview a user's deletion",
            description =
                    "Which tenants would be deleted, which would change hands and to whom, and what else would go."
                            + " Who does not answer is named under unavailable, and never counted as zero. For services,"
                            + " platform admins, and that user.")
    @APIResponse(responseCode = "200", description = "What would happen")
    @APIResponse(responseCode = "404", description = "Unknown user")
    public Uni<TokenedUserPreview> preview(@PathParam("user_id") UserId user) {
        access.requireSelfOrTrusted(user);
        return previews.of(user)
                .chain(preview -> previews.token(preview).map(token -> TokenedUserPreview.of(preview, token)));
    }

    private Uni<RestResponse<DeletionJobStatus>> start(
            UserId user, RequestedAs as, Terms terms, String reason, HttpHeaders headers) {
        if (terms.liftLimits() && as != RequestedAs.PLATFORM_ADMIN) {
            throw new ProblemException(ProblemType.FORBIDDEN, "Only a platform admin may lift the limits for a job.");
        }
        Optional<Duration> wait = answering.wait(headers);
        Optional<String> key = RequestHeaders.idempotencyKey(headers.getRequestHeader(DeletionHeaders.IDEMPOTENCY_KEY));
        UserId initiator = causes.initiator();
        Cause cause = causes.of(initiator, reason);
        String digest = RequestDigest.of(
                "user", user, initiator, as, reason, terms.retention(), terms.previewToken(), terms.force());
        Idempotency idempotency =
                key.map(value -> new Idempotency(cause.by(), value, digest)).orElse(null);
        Origin origin = new Origin(initiator, as, reason, null);
        UserJobRequest request = new UserJobRequest(user, origin, cause, terms, idempotency);
        return admission
                .admit(user.value(), cause)
                .chain(() -> starter.start(request))
                .chain(job -> answering.started(job, wait));
    }

    /** A service that calls on behalf of the user who is to be deleted only passes the user's own wish on. */
    private RequestedAs role(UserId user) {
        if (!causes.isService()) {
            return RequestedAs.PLATFORM_ADMIN;
        }
        return user.equals(causes.initiator()) ? RequestedAs.USER : RequestedAs.SERVICE;
    }
}
