package io.tenantdeletion.commons.rest;

import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.DataDeletionResponse;
import io.tenantdeletion.commons.contract.DataPreview;
import io.tenantdeletion.commons.contract.DeletionHeaders;
import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.commons.contract.UserId;
import io.tenantdeletion.commons.preview.Previewer;
import io.tenantdeletion.commons.problem.Problem;
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
@APIResponse(
        responseCode = "400",
        description = "The user's id is not a UUID",
        content =
                @Content(
                        mediaType = Problem.MEDIA_TYPE,
                        schema = @Schema(implementation = Problem.class),
                        examples = @ExampleObject(name = "Not a UUID", value = Examples.USER_NOT_A_UUID)))
@APIResponse(
        responseCode = "401",
        description = "No bearer token, or one that is expired, forged, or meant for somebody else",
        content =
                @Content(
                        mediaType = Problem.MEDIA_TYPE,
                        schema = @Schema(implementation = Problem.class),
                        examples = @ExampleObject(name = "Token refused", value = Examples.UNAUTHENTICATED)))
@APIResponse(
        responseCode = "403",
        description = "The caller may not do this",
        content =
                @Content(
                        mediaType = Problem.MEDIA_TYPE,
                        schema = @Schema(implementation = Problem.class),
                        examples = @ExampleObject(name = "Not allowed", value = Examples.FORBIDDEN)))
@APIResponse(
        responseCode = "404",
        description = "This process serves no such data of users",
        content =
                @Content(
                        mediaType = Problem.MEDIA_TYPE,
                        schema = @Schema(implementation = Problem.class),
                        examples = @ExampleObject(name = "Unknown data", value = Examples.UNKNOWN_USER_DATA)))
@APIResponse(
        responseCode = "503",
        description =
                "Not now: call again. Other transactions hold the rows, another call is deleting them, a statement"
                        + " took too long, or something this answer needs is not available",
        headers = @Header(name = "Retry-After", description = "Seconds", schema = @Schema(type = SchemaType.INTEGER)),
        content =
                @Content(
                        mediaType = Problem.MEDIA_TYPE,
                        schema = @Schema(implementation = Problem.class),
                        examples = {
                            @ExampleObject(name = "Waits for others", value = Examples.WAITS),
                            @ExampleObject(name = "Another call is at work", value = Examples.BUSY),
                            @ExampleObject(name = "Statement took too long", value = Examples.STATEMENT_TIMEOUT)
                        }))
public class UserDataDeletionResource {

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
                            examples = @ExampleObject(name = "Training", value = Examples.USER_PREVIEW)))
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
                            examples = @ExampleObject(name = "Complete", value = Examples.USER_COMPLETED)))
    @APIResponse(
            responseCode = "202",
            description = "Not complete yet; call again",
            content =
                    @Content(
                            schema = @Schema(implementation = DataDeletionResponse.class),
                            examples = @ExampleObject(name = "Not complete yet", value = Examples.USER_INCOMPLETE)))
    @APIResponse(
            responseCode = "409",
            description = "Rows that are being written now refer to the user's rows; nothing was deleted",
            content =
                    @Content(
                            mediaType = Problem.MEDIA_TYPE,
                            schema = @Schema(implementation = Problem.class),
                            examples = @ExampleObject(name = "Blocked", value = Examples.USER_BLOCKED)))
    public Uni<RestResponse<DataDeletionResponse>> delete(
            @Parameter(description = "Name of the data", example = "notifications") @PathParam("data") String data,
            @PathParam("user_id") UserId user,
            @Parameter(description = "The job on whose behalf; the answer then counts what all its calls removed")
                    @HeaderParam(DeletionHeaders.JOB_ID)
                    JobId job) {
        return purger.purge(services.byUserDataName(data), new Subject.User(user), Optional.ofNullable(job))
                .map(ContractResponses::deletion);
    }
}
