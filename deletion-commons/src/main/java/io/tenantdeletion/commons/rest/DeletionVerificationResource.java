package io.tenantdeletion.commons.rest;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.DeletionVerification;
import io.tenantdeletion.commons.contract.PendingVerification;
import io.tenantdeletion.commons.contract.TenantId;
import io.tenantdeletion.commons.fence.Fences;
import io.tenantdeletion.commons.security.Roles;
import io.tenantdeletion.commons.service.ServedServices;
import io.tenantdeletion.commons.service.TenantDataDeletionService;
import io.tenantdeletion.commons.subject.Subject;
import io.tenantdeletion.commons.verify.Verification;
import io.tenantdeletion.commons.verify.Verifier;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestResponse;

/** Counts what is left of a tenant, independently of what deleted it. */
@Path("/api/v1/{service}/tenant/{tenant_id}/deletion-verification")
@Produces(MediaType.APPLICATION_JSON)
@APIResponse(responseCode = "400", ref = "InvalidTenantId")
@APIResponse(responseCode = "401", ref = "InvalidToken")
@APIResponse(responseCode = "403", ref = "NotAllowed")
@APIResponse(responseCode = "404", ref = "UnknownService")
@APIResponse(responseCode = "503", ref = "NotNow")
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
    @Operation(
            operationId = "verifyTenantDeletion",
            summary = "Count what is left of a tenant",
            description = "From the database catalog, not from the plan that deleted; once every transaction has ended"
                    + " that had begun to write before the fence.")
    @APIResponse(
            responseCode = "200",
            description = "Rows that are left, and rows of others whose references are broken",
            content =
                    @Content(
                            schema = @Schema(implementation = DeletionVerification.class),
                            examples = @ExampleObject(name = "Example", ref = "Verification")))
    @APIResponse(
            responseCode = "202",
            description = "Not yet: transactions that could still write are open; call again",
            content =
                    @Content(
                            schema = @Schema(implementation = PendingVerification.class),
                            examples = @ExampleObject(name = "Example", ref = "PendingVerification")))
    public Uni<RestResponse<Object>> verify(
            @PathParam("service") String name, @PathParam("tenant_id") TenantId tenant) {
        TenantDataDeletionService service = services.withTenantData(name);
        Subject subject = new Subject.Tenant(tenant);
        return fences.keepSnapshot(service, subject)
                .flatMap(kept -> verifier.verify(service, subject))
                .map(found -> found.isWaiting()
                        ? ContractResponses.wait(
                                PendingVerification.of(tenant, service.serviceName(), found.waitingFor()))
                        : RestResponse.ok(answer(tenant, service.serviceName(), found)));
    }

    private static Object answer(TenantId tenant, String service, Verification found) {
        return DeletionVerification.of(tenant, service, found.residual(), found.touchedOthers(), found.at())
                .in(found.database());
    }
}
