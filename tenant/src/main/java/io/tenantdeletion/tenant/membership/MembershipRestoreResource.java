package io.tenantdeletion.tenant.membership;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.DataRestoreResponse;
import io.tenantdeletion.commons.contract.DeletionHeaders;
import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.commons.contract.RestoreKey;
import io.tenantdeletion.commons.contract.Subject;
import io.tenantdeletion.commons.contract.UserId;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.problem.ProblemType;
import io.tenantdeletion.commons.security.Roles;
import io.tenantdeletion.tenant.requester.Requester;
import io.tenantdeletion.tenant.requester.Requesters;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** Undoes what a user's deletion has changed at tenants, or forgets it for good. */
@Path("/api/v1/tenants/user/{user_id}/memberships/restore")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.SERVICE)
@Tag(name = "Membership")
class MembershipRestoreResource {

    private final Requesters requesters;
    private final DepartureRestore restore;
    private final DepartureLog log;

    MembershipRestoreResource(Requesters requesters, DepartureRestore restore, DepartureLog log) {
        this.requesters = requesters;
        this.restore = restore;
        this.log = log;
    }

    @POST
    @Parameter(
            name = DeletionHeaders.JOB_ID,
            in = ParameterIn.HEADER,
            required = true,
            description = "The job that is undone, or cannot be any more",
            schema = @Schema(type = SchemaType.STRING, format = "uuid"))
    @Operation(
            operationId = "restoreUserMemberships",
            summary = "Give back what a user's deletion has changed at tenants",
            description = "For services. Memberships of tenants that are still there; ownerships where whoever got them"
                    + " still has them; the name in lines of tenants' logs. No tombstone keeps the user out any more. All"
                    + " in one transaction; repeating the call is safe.")
    @APIResponse(
            responseCode = "200",
            description = "What was given back, by table; tenants are those owned again",
            content =
                    @Content(
                            schema = @Schema(implementation = DataRestoreResponse.class),
                            examples = @ExampleObject(name = "restored", value = """
                                    {"user_id": "22222222-2222-4222-8222-222222222222", "service": "tenant",
                                     "restored_counts": {"tenant_members": 2, "tenants": 1, "audit_logs": 14},
                                     "total_restored": 17}""")))
    @APIResponse(responseCode = "400", ref = "InvalidRequest")
    @APIResponse(responseCode = "401", ref = "Unauthenticated")
    @APIResponse(responseCode = "403", ref = "Forbidden")
    @APIResponse(responseCode = "409", ref = "RestoreRefused")
    @APIResponse(responseCode = "410", ref = "RestoreWindowOver")
    @APIResponse(responseCode = "503", ref = "InTheWay")
    public Uni<DataRestoreResponse> restoreMemberships(
            @RestPath("user_id") UserId userId,
            @Parameter(description = "What the memberships were deleted with", required = true)
                    @HeaderParam(DeletionHeaders.RESTORE_KEY)
                    RestoreKey key) {
        Requester by = requesters.current();
        require(DeletionHeaders.RESTORE_KEY, key);
        return restore.restore(userId, job(by), key, by)
                .map(counts -> DataRestoreResponse.completed(Subject.of(userId), "tenant", counts, null));
    }

    @DELETE
    @Parameter(
            name = DeletionHeaders.JOB_ID,
            in = ParameterIn.HEADER,
            required = true,
            description = "The job that is undone, or cannot be any more",
            schema = @Schema(type = SchemaType.STRING, format = "uuid"))
    @Operation(
            operationId = "forgetUserMemberships",
            summary = "Destroy what could be given back",
            description = "For services. Repeating the call is safe; it goes by itself when its time is over.")
    @APIResponse(responseCode = "204", description = "Nothing can be given back any more")
    @APIResponse(responseCode = "400", ref = "InvalidRequest")
    @APIResponse(responseCode = "401", ref = "Unauthenticated")
    @APIResponse(responseCode = "403", ref = "Forbidden")
    public Uni<Void> forgetMemberships(@RestPath("user_id") UserId userId) {
        return log.forget(job(requesters.current()));
    }

    private static JobId job(Requester by) {
        require(DeletionHeaders.JOB_ID, by.job());
        return by.job();
    }

    private static void require(String header, Object value) {
        if (value == null) {
            throw new ProblemException(ProblemType.INVALID_REQUEST, "The header " + header + " is needed.");
        }
    }
}
