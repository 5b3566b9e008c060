package io.tenantdeletion.orchestrator.console;

import io.tenantdeletion.orchestrator.webhook.Webhook;
import io.tenantdeletion.orchestrator.webhook.WebhookDelivery;
import io.tenantdeletion.orchestrator.webhook.WebhookTestResult;
import java.util.List;

/**
 * One webhook.
 *
 * @param webhook with its secret where that is to be shown, this once
 * @param test what came of a test, or null
 * @param status which deliveries are shown; null for all
 * @param deliveries those of this page
 * @param pages how to get to the others
 */
public record WebhookPage(
        Webhook webhook, WebhookTestResult test, String status, List<WebhookDelivery> deliveries, Paging pages) {

    /** The types it is told of, as they are typed. */
    public String events() {
        return String.join(", ", webhook.events());
    }
}
