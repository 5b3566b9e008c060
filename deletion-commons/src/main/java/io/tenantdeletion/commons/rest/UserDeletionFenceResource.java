package io.tenantdeletion.commons.rest;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.DeletionFence;
import io.tenantdeletion.commons.contract.DeletionHeaders;
import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.commons.contract.UserId;
import io.tenantdeletion.commons.fence.Fences;
import io.tenantdeletion.commons.security.Caller;
import io.tenantdeletion.commons.security.Roles;
import io.tenantdeletion.commons.service.ServedServices;
import io.tenantdeletion.commons.service.TenantDataDeletionService;
import io.tenantdeletion.commons.subject.Subject;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** Sets and lifts the fence around a user. */
@Path("/api/v1/{data}/user/{user_id}/deletion-fence")
@Produces(MediaType.APPLICATION_JSON)
@APIResponse(responseCode = "400", ref = "InvalidUserId")
@APIResponse(responseCode = "401", ref = "InvalidToken")
@APIResponse(responseCode = "403", ref = "NotAllowed")
@APIResponse(responseCode = "404", ref = "UnknownUserData")
@APIResponse(responseCode = "503", ref = "NotNow")
public class UserDeletionFenceResource {

    private final ServedServices services;
    private final Fences fences;
    private final Caller caller;

    UserDeletionFenceResource(ServedServices services, Fences fences, Caller caller) {
        this.services = services;
        this.fences = fences;
        this.caller = caller;
    }

    @POST
    @RolesAllowed(Roles.SERVICE)
    @Operation(
            operationId = "fenceUser",
            summary = "Let no row that names a user come in any more",
            description = "Nothing is deleted. Idempotent; a repeated call keeps the time of the first.")
    @APIResponse(
            responseCode = "200",
            description = "The fence stands",
            content =
                    @Content(
                            schema = @Schema(implementation = DeletionFence.class),
                            examples = @ExampleObject(name = "Example", ref = "Fence")))
    @APIResponse(responseCode = "409", ref = "Refused")
    public Uni<DeletionFence> fence(
            @PathParam("data") String data,
            @PathParam("user_id") UserId user,
            @HeaderParam(DeletionHeaders.JOB_ID) JobId job) {
        TenantDataDeletionService service = services.byUserDataName(data);
        return fences.set(service, new Subject.User(user), Optional.ofNullable(job))
                .map(set -> DeletionFence.of(user, service.serviceName(), set.planVersion(), set.fencedAt()));
    }

    @DELETE
    @RolesAllowed({Roles.SERVICE, Roles.PLATFORM_ADMIN})
    @Operation(
            operationId = "liftUserFence",
            summary = "Lift the fence around a user",
            description = "For services only while no purge has begun; for platform admins always. Idempotent.")
    @APIResponse(responseCode = "204", description = "There is no fence")
    @APIResponse(responseCode = "409", ref = "PurgeBegun")
    public Uni<Void> lift(
            @PathParam("data") String data,
            @PathParam("user_id") UserId user,
            @HeaderParam(DeletionHeaders.JOB_ID) JobId job) {
        return fences.lift(
                services.byUserDataName(data),
                new Subject.User(user),
                caller.isPlatformAdmin(),
                ContractResponses.by(caller, job));
    }
}
