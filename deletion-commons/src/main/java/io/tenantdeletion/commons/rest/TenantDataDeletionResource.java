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
import io.tenantdeletion.commons.contract.TenantId;
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

/** Serves the contract for every service of this process. */
@Path("/api/v1/{service}/tenant/{tenant_id}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Tenant data", description = "What a service holds about a tenant, and its deletion")
public class TenantDataDeletionResource {

    /** The time budget bounds it anyway. */
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

    private final ServedServices services;
    private final Previewer previewer;
    private final Purger purger;
    private final Caller caller;

    TenantDataDeletionResource(ServedServices services, Previewer previewer, Purger purger, Caller caller) {
        this.services = services;
        this.previewer = previewer;
        this.purger = purger;
        this.caller = caller;
    }

    @GET
    @Path("/deletion-preview")
    @Authenticated
    public Uni<RestResponse<DataPreview>> preview(
            @PathParam("service") String service,
            @PathParam("tenant_id") TenantId tenant,
            @HeaderParam(DeletionHeaders.PREFER) List<String> prefer) {
        TenantDataDeletionService served = services.withTenantData(service);
        Subject subject = Subject.of(tenant);
        return caller.requireAccessTo(tenant)
                .flatMap(granted -> RequestHeaders.isMinimal(prefer)
                        ? previewer.count(served, subject)
                        : previewer.preview(served, subject))
                .map(ContractResponses::preview);
    }

    @DELETE
    @RolesAllowed(Roles.SERVICE)
    public Uni<RestResponse<DataDeletionResponse>> delete(
            @PathParam("service") String service,
            @PathParam("tenant_id") TenantId tenant,
            @HeaderParam(DeletionHeaders.JOB_ID) JobId job,
            @HeaderParam(DeletionHeaders.RESTORE_KEY) RestoreKey key,
            @HeaderParam(DeletionHeaders.RESTORE_UNTIL) String until,
            @HeaderParam(DeletionHeaders.PREFER) List<String> prefer) {
        return purger.purge(
                        services.withTenantData(service),
                        Subject.of(tenant),
                        Optional.ofNullable(job),
                        RequestHeaders.waiting(prefer, LONGEST_WAIT),
                        RestoreWindow.of(job, key, until))
                .map(ContractResponses::deletion);
    }
}
