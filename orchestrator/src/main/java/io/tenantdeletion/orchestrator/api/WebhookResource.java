package io.tenantdeletion.orchestrator.api;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.Identifiers;
import io.tenantdeletion.commons.security.Roles;
import io.tenantdeletion.orchestrator.webhook.Webhook;
import io.tenantdeletion.orchestrator.webhook.Webhooks;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Who is told of events by HTTP. */
@Path(WebhookResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.PLATFORM_ADMIN)
@Tag(name = "Webhooks")
public class WebhookResource {

    static final String PATH = "/api/v1/webhooks";

    private final Webhooks webhooks;
    private final AuditContexts auditContexts;

    WebhookResource(Webhooks webhooks, AuditContexts auditContexts) {
        this.webhooks = webhooks;
        this.auditContexts = auditContexts;
    }

    @GET
    @Operation(summary = "All webhooks, the oldest first")
    @APIResponse(
            responseCode = "200",
            description = "All of them, without their secrets",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(type = SchemaType.ARRAY, implementation = Webhook.class)))
    public Uni<List<Webhook>> all() {
        return webhooks.all();
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Register a webhook",
            description = "It is told of events from now on, signed as Standard Webhooks has it. The address is https,"
                    + " without user and fragment, and leads to public addresses only.")
    @APIResponse(
            responseCode = "201",
            description = "The webhook, with its secret, which is shown this once",
            content =
                    @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Webhook.class)))
    @APIResponse(
            responseCode = "409",
            description = "There are as many as there may be, or one of this address and these events")
    @APIResponse(responseCode = "413", description = "The body is too large")
    public Uni<RestResponse<Webhook>> register(@NotNull @Valid RegisterWebhook body) {
        return webhooks.create(body.change(), auditContexts.of(null))
                .map(made -> RestResponse.ResponseBuilder.<Webhook>created(URI.create(PATH + "/" + made.id()))
                        .entity(made)
                        .build());
    }

    @GET
    @Path("/{webhook_id}")
    @Operation(summary = "A webhook")
    @APIResponse(responseCode = "200", description = "The webhook, without its secret")
    @APIResponse(responseCode = "404", description = "Unknown webhook")
    public Uni<Webhook> find(@PathParam("webhook_id") String id) {
        return webhooks.find(id(id));
    }

    @PATCH
    @Path("/{webhook_id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Change a webhook",
            description =
                    "Members that are left out stay as they are. One that was disabled goes on, when enabled, with"
                            + " what waits for it.")
    @APIResponse(responseCode = "200", description = "The webhook as it is now")
    @APIResponse(responseCode = "404", description = "Unknown webhook")
    @APIResponse(responseCode = "413", description = "The body is too large")
    public Uni<Webhook> change(@PathParam("webhook_id") String id, @NotNull @Valid ChangeWebhook body) {
        return webhooks.change(id(id), body.change(), auditContexts.of(null));
    }

    @DELETE
    @Path("/{webhook_id}")
    @Operation(summary = "Remove a webhook, and what waits for it")
    @APIResponse(responseCode = "204", description = "It is gone")
    @APIResponse(responseCode = "404", description = "Unknown webhook")
    public Uni<Void> remove(@PathParam("webhook_id") String id) {
        return webhooks.remove(id(id), auditContexts.of(null));
    }

    @POST
    @Path("/{webhook_id}/rotate-secret")
    @Consumes(MediaType.WILDCARD)
    @Operation(
            summary = "Give a webhook another secret",
            description = "Both sign until `former_secret_until`; rotated again before, the oldest one ends at once.")
    @APIResponse(responseCode = "200", description = "The webhook, with its new secret, which is shown this once")
    @APIResponse(responseCode = "404", description = "Unknown webhook")
    public Uni<Webhook> rotateSecret(@PathParam("webhook_id") String id) {
        return webhooks.rotateSecret(id(id), auditContexts.of(null));
    }

    static UUID id(String text) {
        return Identifiers.parse("webhook_id", text);
    }
}
