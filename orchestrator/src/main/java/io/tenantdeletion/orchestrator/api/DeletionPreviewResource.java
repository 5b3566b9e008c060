package io.tenantdeletion.orchestrator.api;

import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.TenantId;
import io.tenantdeletion.commons.security.Caller;
import io.tenantdeletion.orchestrator.confirmation.Confirmations;
import io.tenantdeletion.orchestrator.preview.PlatformPreviews;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What a deletion would remove, before anybody asks for it. */
@Path("/api/v1/deletion-preview")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@Tag(name = "Preview")
public class DeletionPreviewResource {

    private final PlatformPreviews previews;
    private final Confirmations confirmations;
    private final Caller caller;

    DeletionPreviewResource(PlatformPreviews previews, Confirmations confirmations, Caller caller) {
        this.previews = previews;
        this.confirmations = confirmations;
        this.caller = caller;
    }

    @GET
    @Path("/tenant/{tenant_id}")
    public Uni<PreviewWithToken> preview(@PathParam("tenant_id") TenantId tenant) {
        return caller.requireAccessTo(tenant)
                .chain(() -> previews.of(tenant))
                .chain(preview -> confirmations.issue(preview).map(token -> PreviewWithToken.of(preview, token)));
    }
}
