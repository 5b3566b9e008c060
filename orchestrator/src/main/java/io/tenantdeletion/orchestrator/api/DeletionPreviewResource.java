package io.tenantdeletion.orchestrator.api;

import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.TenantId;
import io.tenantdeletion.commons.security.Caller;
import io.tenantdeletion.orchestrator.preview.PlatformPreview;
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
    private final Caller caller;

    DeletionPreviewResource(PlatformPreviews previews, Caller caller) {
        this.previews = previews;
        this.caller = caller;
    }

    @GET
    @Path("/tenant/{tenant_id}")
    @Operation(
            summary = "Preview a deletion",
            description =
                    "Counts in every service at once. A service that does not answer is named under unavailable, and"
                            + " never counted as zero. For services, platform admins, and the tenant's owner and admins.")
    @APIResponse(responseCode = "200", description = "The counts")
    @APIResponse(responseCode = "404", description = "Unknown tenant")
    @APIResponse(responseCode = "503", description = "The tenant service could not be asked who administers the tenant")
    public Uni<PlatformPreview> preview(@PathParam("tenant_id") TenantId tenant) {
        return caller.requireAccessTo(tenant).chain(() -> previews.of(tenant));
    }
}
