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
    public Uni<List<Webhook>> all() {
        return webhooks.all();
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<RestResponse<Webhook>> register(@NotNull @Valid RegisterWebhook body) {
        return webhooks.create(body.change(), auditContexts.of(null))
                .map(made -> RestResponse.ResponseBuilder.<Webhook>created(URI.create(PATH + "/" + made.id()))
                        .entity(made)
                        .build());
    }

    @GET
    @Path("/{webhook_id}")
    public Uni<Webhook> find(@PathParam("webhook_id") String id) {
        return webhooks.find(id(id));
    }

    @PATCH
    @Path("/{webhook_id}")
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Webhook> change(@PathParam("webhook_id") String id, @NotNull @Valid ChangeWebhook body) {
        return webhooks.change(id(id), body.change(), auditContexts.of(null));
    }

    @DELETE
    @Path("/{webhook_id}")
    public Uni<Void> remove(@PathParam("webhook_id") String id) {
        return webhooks.remove(id(id), auditContexts.of(null));
    }

    @POST
    @Path("/{webhook_id}/rotate-secret")
    @Consumes(MediaType.WILDCARD)
    public Uni<Webhook> rotateSecret(@PathParam("webhook_id") String id) {
        return webhooks.rotateSecret(id(id), auditContexts.of(null));
    }

    static UUID id(String text) {
        return Identifiers.parse("webhook_id", text);
    }
}
