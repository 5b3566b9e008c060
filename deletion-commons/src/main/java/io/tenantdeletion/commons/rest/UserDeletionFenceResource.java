package io.tenantdeletion.commons.rest;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.DeletionFence;
import io.tenantdeletion.commons.contract.DeletionHeaders;
import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.commons.contract.Subject;
import io.tenantdeletion.commons.contract.UserId;
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

/** Sets and lifts the fence around a user. */
@Path("/api/v1/{data}/user/{user_id}/deletion-fence")
@Produces(MediaType.APPLICATION_JSON)
public class UserDeletionFenceResource {

    private final ServedServices services;
    private final Fences fences;
    private final FenceLifting lifting;

    UserDeletionFenceResource(ServedServices services, Fences fences, FenceLifting lifting) {
        this.services = services;
        this.fences = fences;
        this.lifting = lifting;
    }

    @POST
    @RolesAllowed(Roles.SERVICE)
    public Uni<DeletionFence> fence(
            @PathParam("data") String data,
            @PathParam("user_id") UserId user,
            @HeaderParam(DeletionHeaders.JOB_ID) JobId job) {
        TenantDataDeletionService service = services.byUserDataName(data);
        Subject subject = Subject.of(user);
        return fences.set(service, subject, Optional.ofNullable(job))
                .map(set -> DeletionFence.of(subject, service.serviceName(), set.planVersion(), set.fencedAt()));
    }

    @DELETE
    @RolesAllowed({Roles.SERVICE, Roles.PLATFORM_ADMIN})
    public Uni<Void> lift(
            @PathParam("data") String data,
            @PathParam("user_id") UserId user,
            @HeaderParam(DeletionHeaders.JOB_ID) JobId job) {
        return lifting.lift(services.byUserDataName(data), Subject.of(user), job);
    }
}
