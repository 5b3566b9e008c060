package io.tenantdeletion.commons.rest;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.DeletionVerification;
import io.tenantdeletion.commons.contract.PendingVerification;
import io.tenantdeletion.commons.contract.Subject;
import io.tenantdeletion.commons.contract.UserId;
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

/** Counts what is left of a user, independently of what deleted it. */
@Path("/api/v1/{data}/user/{user_id}/deletion-verification")
@Produces(MediaType.APPLICATION_JSON)
public class UserDeletionVerificationResource {

    private final ServedServices services;
    private final Fences fences;
    private final Verifier verifier;

    UserDeletionVerificationResource(ServedServices services, Fences fences, Verifier verifier) {
        this.services = services;
        this.fences = fences;
        this.verifier = verifier;
    }

    @GET
    @RolesAllowed(Roles.SERVICE)
    @APIResponseSchema(DeletionVerification.class)
    @APIResponse(responseCode = "202", content = @Content(schema = @Schema(implementation = PendingVerification.class)))
    public Uni<RestResponse<Object>> verify(@PathParam("data") String data, @PathParam("user_id") UserId user) {
        TenantDataDeletionService service = services.byUserDataName(data);
        Subject subject = Subject.of(user);
        return fences.keepSnapshot(service, subject)
                .flatMap(kept -> verifier.verify(service, subject))
                .map(found -> ContractResponses.verification(subject, service.serviceName(), found));
    }
}
