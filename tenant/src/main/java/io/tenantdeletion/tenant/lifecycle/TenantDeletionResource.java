package io.tenantdeletion.tenant.lifecycle;

import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.DeletionHeaders;
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
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
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
    @Parameter(
            name = DeletionHeaders.PREFER,
            in = ParameterIn.HEADER,
            description = "RFC 7240: wait=N waits up to N seconds (60 at most) for the outcome",
            schema = @Schema(type = SchemaType.STRING, examples = "wait=30"))
    @Parameter(
            name = DeletionHeaders.IDEMPOTENCY_KEY,
            in = ParameterIn.HEADER,
            description = "Makes a repeated request the same request; handed on to the orchestrator",
            schema = @Schema(type = SchemaType.STRING))
    public Uni<Response> delete(
            @RestPath("tenant_id") TenantId tenantId, @BeanParam DeletionQuery query, @Context HttpHeaders headers) {
        Requester requester = requesters.current();
        DeletionParameters parameters = DeletionParameters.of(query, headers, jobs.maxWait());
        return deletion.request(tenantId, requester, parameters)
                .map(job -> DeletionResponse.of(job, jobs.location(job.id()), parameters.maxWait()));
    }
}
