package io.tenantdeletion.commons.rest;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.DataRestoreResponse;
import io.tenantdeletion.commons.contract.DeletionHeaders;
import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.commons.contract.RequestHeaders;
import io.tenantdeletion.commons.contract.RestoreKey;
import io.tenantdeletion.commons.contract.UserId;
import io.tenantdeletion.commons.restore.Restorer;
import io.tenantdeletion.commons.restorelog.RestoreLogs;
import io.tenantdeletion.commons.security.Roles;
import io.tenantdeletion.commons.service.ServedServices;
import io.tenantdeletion.commons.subject.Subject;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestResponse;

/** Puts back what a job has deleted of a user, and taken from rows of others, or forgets it for good. */
@Path("/api/v1/{data}/user/{user_id}/restore")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.SERVICE)
@APIResponse(responseCode = "400", ref = "InvalidUserId")
@APIResponse(responseCode = "401", ref = "InvalidToken")
@APIResponse(responseCode = "403", ref = "NotAllowed")
@APIResponse(responseCode = "404", ref = "UnknownUserData")
@APIResponse(responseCode = "503", ref = "NotNow")
public class UserRestoreResource {

    private final ServedServices services;
    private final Restorer restorer;
    private final RestoreLogs logs;

    UserRestoreResource(ServedServices services, Restorer restorer, RestoreLogs logs) {
        this.services = services;
        this.restorer = restorer;
        this.logs = logs;
    }

    @POST
    @Operation(
            operationId = "restoreUserData",
            summary = "Put back everything that a job has deleted of a user",
            description =
                    "For services only. In one transaction, with the fence lifted at its end: all rows are back, or"
                            + " nothing is changed. Rows that stayed without the user name the user again, but where"
                            + " somebody else is named in them by now. Idempotent. With 202 it goes on; call again to"
                            + " hear how it ended.")
    @APIResponse(
            responseCode = "200",
            description = "All rows are back, and the fence is lifted",
            content =
                    @Content(
                            schema = @Schema(implementation = DataRestoreResponse.class),
                            examples = @ExampleObject(name = "Restored", ref = "UserDataRestored")))
    @APIResponse(
            responseCode = "202",
            description = "It goes on; call again",
            content =
                    @Content(
                            schema = @Schema(implementation = DataRestoreResponse.class),
                            examples = @ExampleObject(name = "Not complete yet", ref = "UserDataRestoring")))
    @APIResponse(responseCode = "409", ref = "RestoreRefused")
    @APIResponse(responseCode = "410", ref = "RestoreWindowOver")
    public Uni<RestResponse<DataRestoreResponse>> restore(
            @Parameter(description = "Name of the data", example = "models") @PathParam("data") String data,
            @PathParam("user_id") UserId user,
            @Parameter(description = "The job that is undone", required = true) @HeaderParam(DeletionHeaders.JOB_ID)
                    JobId job,
            @Parameter(description = "What the purge was called with", required = true)
                    @HeaderParam(DeletionHeaders.RESTORE_KEY)
                    RestoreKey key,
            @Parameter(description = "wait=N: answer after N seconds where it takes longer", example = "wait=1")
                    @HeaderParam(DeletionHeaders.PREFER)
                    List<String> prefer) {
        ContractResponses.require(DeletionHeaders.JOB_ID, job);
        ContractResponses.require(DeletionHeaders.RESTORE_KEY, key);
        return restorer.restore(
                        services.byUserDataName(data),
                        new Subject.User(user),
                        job,
                        key,
                        RequestHeaders.waiting(prefer, TenantRestoreResource.LONGEST_WAIT))
                .map(ContractResponses::restore);
    }

    @DELETE
    @Operation(
            operationId = "forgetUserData",
            summary = "Destroy what could be put back",
            description = "For services only. Idempotent; it goes by itself when its time is over.")
    @APIResponse(responseCode = "204", description = "There is no restore log any more")
    public Uni<Void> forget(
            @Parameter(description = "Name of the data", example = "models") @PathParam("data") String data,
            @PathParam("user_id") UserId user,
            @Parameter(description = "The job that cannot be undone any more", required = true)
                    @HeaderParam(DeletionHeaders.JOB_ID)
                    JobId job) {
        ContractResponses.require(DeletionHeaders.JOB_ID, job);
        return logs.forget(services.byUserDataName(data), new Subject.User(user), job);
    }
}
