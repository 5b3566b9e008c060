package io.tenantdeletion.orchestrator.api;

import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.DeletionHeaders;
import io.tenantdeletion.commons.contract.RequestHeaders;
import io.tenantdeletion.commons.contract.UserId;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.problem.ProblemType;
import io.tenantdeletion.commons.security.Roles;
import io.tenantdeletion.orchestrator.job.AuditContext;
import io.tenantdeletion.orchestrator.job.Idempotency;
import io.tenantdeletion.orchestrator.job.Origin;
import io.tenantdeletion.orchestrator.job.RequestedAs;
import io.tenantdeletion.orchestrator.saga.JobOptions;
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
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Deletion of users: start and preview. Their jobs are followed and decided on like those of tenants. */
@Path(UserDeletionResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Users")
public class UserDeletionResource {

    static final String PATH = "/api/v1/auth";

    private final UserJobStarter starter;
    private final UserPreviews previews;
    private final JobAccess access;
    private final AuditContexts auditContexts;
    private final RequestLimiter limiter;
    private final JobResponses responses;

    UserDeletionResource(
            UserJobStarter starter,
            UserPreviews previews,
            JobAccess access,
            AuditContexts auditContexts,
            RequestLimiter limiter,
            JobResponses responses) {
        this.starter = starter;
        this.previews = previews;
        this.access = access;
        this.auditContexts = auditContexts;
        this.limiter = limiter;
        this.responses = responses;
    }

    @DELETE
    @Path("/users/{user_id}")
    @RolesAllowed({Roles.SERVICE, Roles.PLATFORM_ADMIN})
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
        JobOptions options = query.options(previewToken, reason);
        return start(user, role(user), options, reason, headers);
    }

    @DELETE
    @Path("/me/account")
    @Authenticated
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
                access.requireSelf(),
                RequestedAs.USER,
                new JobOptions(null, previewToken, false, false, null),
                reason,
                headers);
    }

    @GET
    @Path("/users/{user_id}/deletion-preview")
    @Authenticated
    public Uni<UserPreviewWithToken> preview(@PathParam("user_id") UserId user) {
        access.requireSelfOrTrusted(user);
        return previews.of(user).map(UserPreviewWithToken::of);
    }

    private Uni<RestResponse<DeletionJobStatus>> start(
            UserId user, RequestedAs as, JobOptions options, String reason, HttpHeaders headers) {
        if (options.liftLimits() && as != RequestedAs.PLATFORM_ADMIN) {
            throw new ProblemException(ProblemType.FORBIDDEN, "Only a platform admin may lift the limits for a job.");
        }
        Optional<Duration> wait = responses.wait(headers);
        Optional<String> key = RequestHeaders.idempotencyKey(headers.getRequestHeader(DeletionHeaders.IDEMPOTENCY_KEY));
        UserId initiator = auditContexts.initiator();
        AuditContext auditContext = auditContexts.of(initiator, reason);
        String digest = RequestDigest.of(
                "user", user, initiator, as, reason, options.retention(), options.previewToken(), options.force());
        Idempotency idempotency = key.map(value -> new Idempotency(auditContext.by(), value, digest))
                .orElse(null);
        Origin origin = new Origin(initiator, as, reason, null);
        UserJobRequest request = new UserJobRequest(user, origin, auditContext, options, idempotency);
        return limiter.admit(user.value(), auditContext)
                .chain(() -> starter.start(request))
                .chain(job -> responses.started(job, wait));
    }

    /** A service that calls on behalf of the user who is to be deleted only passes the user's own wish on. */
    private RequestedAs role(UserId user) {
        if (!auditContexts.isService()) {
            return RequestedAs.PLATFORM_ADMIN;
        }
        return user.equals(auditContexts.initiator()) ? RequestedAs.USER : RequestedAs.SERVICE;
    }
}
