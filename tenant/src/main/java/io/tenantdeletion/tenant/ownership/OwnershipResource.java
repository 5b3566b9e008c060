package io.tenantdeletion.tenant.ownership;

import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.DeletionHeaders;
import io.tenantdeletion.commons.contract.RestoreKey;
import io.tenantdeletion.commons.contract.RestoreWindow;
import io.tenantdeletion.commons.contract.TenantId;
import io.tenantdeletion.commons.contract.TenantOwnership;
import io.tenantdeletion.commons.contract.TransferRequest;
import io.tenantdeletion.commons.contract.UserId;
import io.tenantdeletion.tenant.paging.PageParameters;
import io.tenantdeletion.tenant.registry.TenantView;
import io.tenantdeletion.tenant.requester.Requester;
import io.tenantdeletion.tenant.requester.Requesters;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/** Whose a tenant is, and whose it becomes. */
@Path("/api/v1/tenants")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@Tag(name = "Ownership")
class OwnershipResource {

    private final Requesters requesters;
    private final OwnershipTransfer transfer;
    private final Ownerships ownerships;

    OwnershipResource(Requesters requesters, OwnershipTransfer transfer, Ownerships ownerships) {
        this.requesters = requesters;
        this.transfer = transfer;
        this.ownerships = ownerships;
    }

    @POST
    @Path("/{tenant_id}/transfer-ownership")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "transferOwnership",
            summary = "Give a tenant to another of its admins",
            description = "For owners of the tenant, platform admins and services. The former owner stays an admin. All"
                    + " of it happens, or nothing. A service or platform admin may repeat it.")
    @APIResponse(responseCode = "200", ref = "Tenant")
    @APIResponse(responseCode = "400", ref = "InvalidRequest")
    @APIResponse(responseCode = "401", ref = "Unauthenticated")
    @APIResponse(responseCode = "403", ref = "Forbidden")
    @APIResponse(responseCode = "404", ref = "UnknownTenant")
    @APIResponse(responseCode = "409", ref = "TransferRefused")
    public Uni<TenantView> transferOwnership(
            @RestPath("tenant_id") TenantId tenantId,
            @Parameter(
                            description =
                                    "From a service, in the course of the former owner's deletion: seals what is changed")
                    @HeaderParam(DeletionHeaders.RESTORE_KEY)
                    RestoreKey key,
            @Parameter(description = "Until when it can be undone with that deletion; with the key and Deletion-Job-Id")
                    @HeaderParam(DeletionHeaders.RESTORE_UNTIL)
                    String until,
            TransferRequest body) {
        Requester requester = requesters.current();
        Optional<RestoreWindow> terms =
                requester.isService() ? RestoreWindow.of(requester.job(), key, until) : Optional.empty();
        return transfer.transfer(tenantId, TransferRules.checked(body), requester, terms)
                .map(TenantView::of);
    }

    @GET
    @Path("/user/{user_id}/ownerships")
    @Operation(
            operationId = "userOwnerships",
            summary = "The tenants that cannot be without a user",
            description =
                    "For services, platform admins and that user: the tenants the user owns, or is the only one to"
                            + " have the role owner in, and who would own each of them next.")
    @APIResponse(
            responseCode = "200",
            description = "Tenants, ordered by tenant_id",
            headers =
                    @Header(
                            name = "Link",
                            description = "The next part, with rel=\"next\", where more follows",
                            schema = @Schema(type = SchemaType.STRING)),
            content =
                    @Content(
                            schema = @Schema(type = SchemaType.ARRAY, implementation = TenantOwnership.class),
                            examples = @ExampleObject(name = "ownerships", value = """
                                    [{"tenant_id": "11111111-1111-4111-8111-111111111111",
                                      "tenant_name": "Panadería La Espiga",
                                      "new_owner_id": "33333333-3333-4333-8333-333333333333",
                                      "candidates": ["33333333-3333-4333-8333-333333333333",
                                                     "66666666-6666-4666-8666-666666666666"],
                                      "status": "active"},
                                     {"tenant_id": "55555555-5555-4555-8555-555555555555",
                                      "tenant_name": "Corner Bakery", "new_owner_id": null, "candidates": [],
                                      "status": "active"}]""")))
    @APIResponse(responseCode = "400", ref = "InvalidRequest")
    @APIResponse(responseCode = "401", ref = "Unauthenticated")
    @APIResponse(responseCode = "403", ref = "Forbidden")
    public Uni<RestResponse<List<TenantOwnership>>> ownerships(
            @RestPath("user_id") UserId userId,
            @Parameter(description = "The last tenant_id of the part before") @RestQuery String after,
            @Parameter(description = "The most entries, 1 to 1000; 500 if left out") @RestQuery String limit) {
        requesters.current().requireOwn(userId);
        return ownerships
                .of(userId, PageParameters.of(after, limit))
                .map(page -> page.at("/api/v1/tenants/user/" + userId + "/ownerships"));
    }
}
