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
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
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
