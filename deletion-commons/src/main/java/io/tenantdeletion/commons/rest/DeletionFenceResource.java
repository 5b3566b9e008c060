package io.tenantdeletion.commons.rest;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.DeletionFence;
import io.tenantdeletion.commons.contract.DeletionHeaders;
import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.commons.contract.Subject;
import io.tenantdeletion.commons.contract.TenantId;
import io.tenantdeletion.commons.fence.Fences;
import io.tenantdeletion.commons.security.Roles;
import io.tenantdeletion.commons.service.ServedServices;
import io.tenantdeletion.commons.service.TenantDataDeletionService;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;

/** Sets and lifts the fence around a tenant. */
@Path("/api/v1/{service}/tenant/{tenant_id}/deletion-fence")
@Produces(MediaType.APPLICATION_JSON)
public class DeletionFenceResource {

    private final ServedServices services;
    private final Fences fences;
    private final FenceLifting lifting;

    DeletionFenceResource(ServedServices services, Fences fences, FenceLifting lifting) {
        this.services = services;
        this.fences = fences;
        this.lifting = lifting;
    }

    @POST
    @RolesAllowed(Roles.SERVICE)
    public Uni<DeletionFence> fence(
            @PathParam("service") String name,
            @PathParam("tenant_id") TenantId tenant,
            @HeaderParam(DeletionHeaders.JOB_ID) JobId job) {
        TenantDataDeletionService service = services.withTenantData(name);
        Subject subject = Subject.of(tenant);
        return fences.set(service, subject, Optional.ofNullable(job))
                .map(set -> DeletionFence.of(subject, service.serviceName(), set.planVersion(), set.fencedAt()));
    }

    @DELETE
    @RolesAllowed({Roles.SERVICE, Roles.PLATFORM_ADMIN})
    public Uni<Void> lift(
            @PathParam("service") String name,
            @PathParam("tenant_id") TenantId tenant,
            @HeaderParam(DeletionHeaders.JOB_ID) JobId job) {
        return lifting.lift(services.withTenantData(name), Subject.of(tenant), job);
    }
}
