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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
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
    @Operation(
            summary = "Preview a deletion",
            description =
                    "Counts in every service at once. A service that does not answer is named under unavailable, and"
                            + " never counted as zero. preview_token confirms a deletion of what the preview shows, see"
                            + " POST /api/v1/deletion-jobs. For services, platform admins, and the tenant's owner and admins.")
    @APIResponse(responseCode = "200", description = "The counts")
    @APIResponse(responseCode = "404", description = "Unknown tenant")
    @APIResponse(responseCode = "503", description = "The tenant service could not be asked who administers the tenant")
    public Uni<TokenedPreview> preview(@PathParam("tenant_id") TenantId tenant) {
        return caller.requireAccessTo(tenant)
                .chain(() -> previews.of(tenant))
                .chain(preview -> confirmations.issue(preview).map(token -> TokenedPreview.of(preview, token)));
    }
}
