package io.tenantdeletion.commons.rest;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.DeletionHeaders;
import io.tenantdeletion.commons.contract.ExternalDataRemoval;
import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.commons.contract.Subject;
import io.tenantdeletion.commons.contract.UserId;
import io.tenantdeletion.commons.removal.ExternalDataRemover;
import io.tenantdeletion.commons.security.Roles;
import io.tenantdeletion.commons.service.ServedServices;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.RestResponse;

/** What a user's rows have named outside the database, and its removal. */
@Path("/api/v1/{data}/user/{user_id}/external-data")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.SERVICE)
public class UserExternalDataResource {

    private final ServedServices services;
    private final ExternalDataRemover remover;

    UserExternalDataResource(ServedServices services, ExternalDataRemover remover) {
        this.services = services;
        this.remover = remover;
    }

    @GET
    public Uni<ExternalDataRemoval> count(
            @PathParam("data") String data,
            @PathParam("user_id") UserId user,
            @HeaderParam(DeletionHeaders.JOB_ID) JobId job) {
        ContractResponses.require(DeletionHeaders.JOB_ID, job);
        return remover.count(services.byUserDataName(data), Subject.of(user), job);
    }

    @DELETE
    public Uni<RestResponse<Object>> remove(
            @PathParam("data") String data,
            @PathParam("user_id") UserId user,
            @HeaderParam(DeletionHeaders.JOB_ID) JobId job) {
        ContractResponses.require(DeletionHeaders.JOB_ID, job);
        return remover.remove(services.byUserDataName(data), Subject.of(user), job)
                .map(removal -> removal.isComplete() ? RestResponse.ok(removal) : ContractResponses.wait(removal));
    }
}
