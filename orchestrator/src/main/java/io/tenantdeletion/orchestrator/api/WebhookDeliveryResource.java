package io.tenantdeletion.orchestrator.api;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.Identifiers;
import io.tenantdeletion.commons.security.Roles;
import io.tenantdeletion.orchestrator.webhook.WebhookTestResult;
import io.tenantdeletion.orchestrator.webhook.Webhooks;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What a webhook was told, and how that went. */
@Path(WebhookResource.PATH + "/{webhook_id}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
@RolesAllowed(Roles.PLATFORM_ADMIN)
@Tag(name = "Webhooks")
public class WebhookDeliveryResource {

    private static final List<String> STATUSES = List.of("pending", "delivered", "dead");

    private final Webhooks webhooks;
    private final AuditContexts auditContexts;

    WebhookDeliveryResource(Webhooks webhooks, AuditContexts auditContexts) {
        this.webhooks = webhooks;
        this.auditContexts = auditContexts;
    }

    @POST
    @Path("/test")
    public Uni<WebhookTestResult> test(@PathParam("webhook_id") String id) {
        return webhooks.test(WebhookResource.id(id));
    }

    @GET
    @Path("/deliveries")
    public Uni<WebhookDeliveryPage> deliveries(
            @PathParam("webhook_id") String id,
            @QueryParam("status")
                    @Parameter(
                            description = "Only those",
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            enumeration = {"pending", "delivered", "dead"}))
                    String status,
            @BeanParam PageQuery page) {
        if (status != null && !STATUSES.contains(status)) {
            throw RequestParameters.invalid("status is one of " + STATUSES + ".");
        }
        UUID webhook = WebhookResource.id(id);
        int number = page.number();
        int size = page.size();
        return webhooks.deliveries(webhook, status, size, (number - 1L) * size)
                .chain(items -> webhooks.countDeliveries(webhook, status)
                        .map(total -> new WebhookDeliveryPage(items, number, size, total)));
    }

    @POST
    @Path("/deliveries/{delivery_id}/redeliver")
    public Uni<Void> redeliver(@PathParam("webhook_id") String id, @PathParam("delivery_id") String delivery) {
        return webhooks.redeliver(
                        WebhookResource.id(id), Identifiers.parse("delivery_id", delivery), auditContexts.of(null))
                .replaceWithVoid();
    }
}
