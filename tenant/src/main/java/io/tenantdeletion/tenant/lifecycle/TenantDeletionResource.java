package io.tenantdeletion.tenant.lifecycle;

import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.TenantId;
import io.tenantdeletion.tenant.jobs.DeletionJobs;
import io.tenantdeletion.tenant.requester.Requester;
import io.tenantdeletion.tenant.requester.Requesters;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** The request for a tenant's deletion. */
@Path("/api/v1/tenants")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@Tag(name = "Tenant")
class TenantDeletionResource {

    private final Requesters requesters;
    private final TenantDeletion deletion;
    private final DeletionJobs jobs;

    TenantDeletionResource(Requesters requesters, TenantDeletion deletion, DeletionJobs jobs) {
        this.requesters = requesters;
        this.deletion = deletion;
        this.jobs = jobs;
    }

    @DELETE
    @Path("/{tenant_id}")
    public Uni<Response> delete(
            @RestPath("tenant_id") TenantId tenantId, @BeanParam DeletionQuery query, @Context HttpHeaders headers) {
        Requester requester = requesters.current();
        DeletionParameters parameters = DeletionParameters.of(query, headers, jobs.maxWait());
        return deletion.request(tenantId, requester, parameters)
                .map(job -> DeletionResponse.of(job, jobs.location(job.id()), parameters.maxWait()));
    }
}
