package io.tenantdeletion.commons.rest;

import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.DataDeletionResponse;
import io.tenantdeletion.commons.contract.DataPreview;
import io.tenantdeletion.commons.contract.DeletionHeaders;
import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.commons.contract.RequestHeaders;
import io.tenantdeletion.commons.contract.RestoreKey;
import io.tenantdeletion.commons.contract.RestoreWindow;
import io.tenantdeletion.commons.contract.UserId;
import io.tenantdeletion.commons.preview.Previewer;
import io.tenantdeletion.commons.purge.Purger;
import io.tenantdeletion.commons.security.Caller;
import io.tenantdeletion.commons.security.Roles;
import io.tenantdeletion.commons.service.ServedServices;
import io.tenantdeletion.commons.service.TenantDataDeletionService;
import io.tenantdeletion.commons.subject.Subject;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Serves the contract for the users' data of every service of this process that holds some. */
@Path("/api/v1/{data}/user/{user_id}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "User data", description = "What a service holds about a user, in all tenants, and its deletion")
@APIResponse(responseCode = "400", ref = "InvalidUserId")
@APIResponse(responseCode = "401", ref = "InvalidToken")
@APIResponse(responseCode = "403", ref = "NotAllowed")
@APIResponse(responseCode = "404", ref = "UnknownUserData")
@APIResponse(responseCode = "503", ref = "NotNow")
public class UserDataDeletionResource {

    /** The time budget bounds it anyway. */
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

    private final ServedServices services;
    private final Previewer previewer;
    private final Purger purger;
    private final Caller caller;

    UserDataDeletionResource(ServedServices services, Previewer previewer, Purger purger, Caller caller) {
        this.services = services;
        this.previewer = previewer;
        this.purger = purger;
        this.caller = caller;
    }

    @GET
    @Path("/deletion-preview")
    @Authenticated
    @Operation(
            operationId = "previewUserDataDeletion",
            summary = "Count what a deletion would remove",
            description = "For services, platform admins, and that user. Changes nothing.")
    @APIResponse(
            responseCode = "200",
            description = "Rows per table",
            headers =
                    @Header(
                            name = DeletionHeaders.PLAN_VERSION,
                            description =
                                    "Version of the plan that counted; a deletion by the same plan removes the same",
                            schema = @Schema(type = SchemaType.STRING, examples = "9f86d081884c7d65")),
            content =
                    @Content(
                            schema = @Schema(implementation = DataPreview.class),
                            examples = @ExampleObject(name = "Training", ref = "UserPreview")))
    public Uni<RestResponse<DataPreview>> preview(
            @Parameter(description = "Name of the data", example = "models") @PathParam("data") String data,
            @PathParam("user_id") UserId user) {
        TenantDataDeletionService served = services.byUserDataName(data);
        return caller.requireAccessTo(user)
                .flatMap(granted -> previewer.preview(served, new Subject.User(user)))
                .map(ContractResponses::preview);
    }

    @DELETE
    @RolesAllowed(Roles.SERVICE)
    @Operation(
            operationId = "deleteUserData",
            summary = "Delete everything this service holds about a user",
            description =
                    "For services only. Idempotent: a repeated call deletes nothing twice and reports zero. Rows of"
                            + " others stay as they are; a row of the user's that they refer to stays, no longer"
                            + " names the user, and is not counted. With 202 the time budget ran out; what is counted"
                            + " is committed, call again for the rest.")
    @APIResponse(
            responseCode = "200",
            description = "Nothing is left",
            content =
                    @Content(
                            schema = @Schema(implementation = DataDeletionResponse.class),
                            examples = @ExampleObject(name = "Complete", ref = "UserDataDeleted")))
    @APIResponse(
            responseCode = "202",
            description = "Not complete yet; call again",
            content =
                    @Content(
                            schema = @Schema(implementation = DataDeletionResponse.class),
                            examples = @ExampleObject(name = "Not complete yet", ref = "UserDataIncomplete")))
    @APIResponse(responseCode = "409", ref = "UserBlocked")
    public Uni<RestResponse<DataDeletionResponse>> delete(
            @Parameter(description = "Name of the data", example = "notifications") @PathParam("data") String data,
            @PathParam("user_id") UserId user,
            @Parameter(description = "The job on whose behalf; the answer then counts what all its calls removed")
                    @HeaderParam(DeletionHeaders.JOB_ID)
                    JobId job,
            @Parameter(
                            description = "Seals what is removed, and what is set to NULL in rows that stay, so that it"
                                    + " can be put back: 32 bytes, base64url without padding. Without it everything is"
                                    + " gone for good")
                    @HeaderParam(DeletionHeaders.RESTORE_KEY)
                    RestoreKey key,
            @Parameter(description = "Until when it can be put back; with the key", example = "2025-11-07T12:34:56Z")
                    @HeaderParam(DeletionHeaders.RESTORE_UNTIL)
                    String until,
            @Parameter(
                            description = "wait=N: answer after N seconds or soon after, with 202 where something is"
                                    + " left; no longer than the configured time budget",
                            example = "wait=1")
                    @HeaderParam(DeletionHeaders.PREFER)
                    List<String> prefer) {
        return purger.purge(
                        services.byUserDataName(data),
                        new Subject.User(user),
                        Optional.ofNullable(job),
                        RequestHeaders.waiting(prefer, LONGEST_WAIT),
                        RestoreWindow.of(job, key, until))
                .map(ContractResponses::deletion);
    }
}
