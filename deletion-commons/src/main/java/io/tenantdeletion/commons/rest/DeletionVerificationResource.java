package io.tenantdeletion.commons.rest;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.DeletionVerification;
import io.tenantdeletion.commons.contract.PendingVerification;
import io.tenantdeletion.commons.contract.Subject;
import io.tenantdeletion.commons.contract.TenantId;
import io.tenantdeletion.commons.fence.Fences;
import io.tenantdeletion.commons.security.Roles;
import io.tenantdeletion.commons.service.ServedServices;
import io.tenantdeletion.commons.service.TenantDataDeletionService;
import io.tenantdeletion.commons.verify.Verifier;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jboss.resteasy.reactive.RestResponse;

/** Counts what is left of a tenant, independently of what deleted it. */
@Path("/api/v1/{service}/tenant/{tenant_id}/deletion-verification")
@Produces(MediaType.APPLICATION_JSON)
public class DeletionVerificationResource {

    private final ServedServices services;
    private final Fences fences;
    private final Verifier verifier;

    DeletionVerificationResource(ServedServices services, Fences fences, Verifier verifier) {
        this.services = services;
        this.fences = fences;
        this.verifier = verifier;
    }

    @GET
    @RolesAllowed(Roles.SERVICE)
    @APIResponseSchema(DeletionVerification.class)
    @APIResponse(responseCode = "202", content = @Content(schema = @Schema(implementation = PendingVerification.class)))
    public Uni<RestResponse<Object>> verify(
            @PathParam("service") String name, @PathParam("tenant_id") TenantId tenant) {
        TenantDataDeletionService service = services.withTenantData(name);
        Subject subject = Subject.of(tenant);
        return fences.keepSnapshot(service, subject)
                .flatMap(kept -> verifier.verify(service, subject))
                .map(found -> ContractResponses.verification(subject, service.serviceName(), found));
    }
}
