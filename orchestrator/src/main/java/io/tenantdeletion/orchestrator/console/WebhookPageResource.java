package io.tenantdeletion.orchestrator.console;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.security.Roles;
import io.tenantdeletion.orchestrator.api.ChangeWebhook;
import io.tenantdeletion.orchestrator.api.PageQuery;
import io.tenantdeletion.orchestrator.api.RegisterWebhook;
import io.tenantdeletion.orchestrator.api.WebhookDeliveryResource;
import io.tenantdeletion.orchestrator.api.WebhookResource;
import io.tenantdeletion.orchestrator.webhook.Webhook;
import io.tenantdeletion.orchestrator.webhook.WebhookTestResult;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.HashMap;
import java.util.Map;

/** Webhooks; each button is the API's call of the same name. A secret is in the page that made it, and in no other. */
@Path("/console/webhooks")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed(Roles.PLATFORM_ADMIN)
class WebhookPageResource {

    private final WebhookResource webhooks;
    private final WebhookDeliveryResource deliveries;
    private final Viewers viewers;

    WebhookPageResource(WebhookResource webhooks, WebhookDeliveryResource deliveries, Viewers viewers) {
        this.webhooks = webhooks;
        this.deliveries = deliveries;
        this.viewers = viewers;
    }

    @GET
    public Uni<TemplateInstance> all(
            @QueryParam("show") @DefaultValue("") String show,
            @QueryParam("sort") @DefaultValue(WebhookList.BY_AGE) String sort,
            @QueryParam("page") String number) {
        Page page = viewers.page("Webhooks", "webhooks");
        return webhooks.all()
                .map(found -> Templates.webhooks(page, WebhookList.of(found, show, sort, Paging.number(number))));
    }

    @POST
    public Uni<TemplateInstance> register(@BeanParam WebhookForm form, @BeanParam PageQuery first) {
        return webhooks.register(new RegisterWebhook(form.url(), form.events(), form.description(), true))
                .chain(made -> page(made.getEntity(), null, null, first));
    }

    @GET
    @Path("/{webhook_id}")
    public Uni<TemplateInstance> one(
            @PathParam("webhook_id") String id, @QueryParam("status") String status, @BeanParam PageQuery page) {
        String wanted = status == null || status.isEmpty() ? null : status;
        return webhooks.find(id).chain(webhook -> page(webhook, null, wanted, page));
    }

    @POST
    @Path("/{webhook_id}")
    public Uni<Response> change(
            @PathParam("webhook_id") String id, @BeanParam WebhookForm form, @Context HttpHeaders headers) {
        ChangeWebhook change = new ChangeWebhook(form.url(), form.events(), form.description(), null);
        return webhooks.change(id, change).map(changed -> opened(id, headers));
    }

    @POST
    @Path("/{webhook_id}/enabled")
    public Uni<Response> enable(
            @PathParam("webhook_id") String id, @FormParam("enabled") boolean enabled, @Context HttpHeaders headers) {
        return webhooks.change(id, new ChangeWebhook(null, null, null, enabled)).map(changed -> opened(id, headers));
    }

    @POST
    @Path("/{webhook_id}/rotate-secret")
    public Uni<TemplateInstance> rotateSecret(@PathParam("webhook_id") String id, @BeanParam PageQuery first) {
        return webhooks.rotateSecret(id).chain(webhook -> page(webhook, null, null, first));
    }

    @POST
    @Path("/{webhook_id}/test")
    public Uni<TemplateInstance> test(@PathParam("webhook_id") String id, @BeanParam PageQuery first) {
        return deliveries
                .test(id)
                .chain(result -> webhooks.find(id).chain(webhook -> page(webhook, result, null, first)));
    }

    @POST
    @Path("/{webhook_id}/remove")
    public Uni<Response> remove(@PathParam("webhook_id") String id, @Context HttpHeaders headers) {
        return webhooks.remove(id).map(gone -> HtmxRequests.open(headers, WebhookList.PATH));
    }

    @POST
    @Path("/{webhook_id}/deliveries/{delivery_id}/redeliver")
    public Uni<Response> redeliver(
            @PathParam("webhook_id") String id,
            @PathParam("delivery_id") String delivery,
            @Context HttpHeaders headers) {
        return deliveries.redeliver(id, delivery).map(again -> opened(id, headers));
    }

    private Uni<TemplateInstance> page(Webhook webhook, WebhookTestResult test, String status, PageQuery query) {
        String id = webhook.id().toString();
        Page page = viewers.page("Webhook", "webhooks");
        Map<String, String> filter = new HashMap<>();
        filter.put("status", status);
        return deliveries
                .deliveries(id, status, query)
                .map(found -> new WebhookPage(
                        webhook,
                        test,
                        status,
                        found.items(),
                        Paging.of(WebhookList.PATH + "/" + id, filter, found.page(), found.pageSize(), found.total())))
                .map(content -> Templates.webhook(page, content));
    }

    private static Response opened(String id, HttpHeaders headers) {
        return HtmxRequests.open(headers, WebhookList.PATH + "/" + id);
    }
}
