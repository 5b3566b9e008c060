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
import io.tenantdeletion.commons.contract.Subject;
import io.tenantdeletion.commons.contract.UserId;
import io.tenantdeletion.commons.preview.Previewer;
import io.tenantdeletion.commons.purge.Purger;
import io.tenantdeletion.commons.security.Caller;
import io.tenantdeletion.commons.security.Roles;
import io.tenantdeletion.commons.service.ServedServices;
import io.tenantdeletion.commons.service.TenantDataDeletionService;
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
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Serves the contract for the users' data of every service of this process that holds some. */
@Path("/api/v1/{data}/user/{user_id}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "User data", description = "What a service holds about a user, in all tenants, and its deletion")
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
    public Uni<RestResponse<DataPreview>> preview(@PathParam("data") String data, @PathParam("user_id") UserId user) {
        TenantDataDeletionService served = services.byUserDataName(data);
        return caller.requireAccessTo(user)
                .flatMap(granted -> previewer.preview(served, Subject.of(user)))
                .map(ContractResponses::preview);
    }

    @DELETE
    @RolesAllowed(Roles.SERVICE)
    public Uni<RestResponse<DataDeletionResponse>> delete(
            @PathParam("data") String data,
            @PathParam("user_id") UserId user,
            @HeaderParam(DeletionHeaders.JOB_ID) JobId job,
            @HeaderParam(DeletionHeaders.RESTORE_KEY) RestoreKey key,
            @HeaderParam(DeletionHeaders.RESTORE_UNTIL) String until,
            @HeaderParam(DeletionHeaders.PREFER) List<String> prefer) {
        return purger.purge(
                        services.byUserDataName(data),
                        Subject.of(user),
                        Optional.ofNullable(job),
                        RequestHeaders.waiting(prefer, LONGEST_WAIT),
                        RestoreWindow.of(job, key, until))
                .map(ContractResponses::deletion);
    }
}
