package io.tenantdeletion.orchestrator.api;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.tenantdeletion.orchestrator.webhook.WebhookDelivery;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Deliveries of a webhook, of the newest event first.
 *
 * @param items the deliveries of this page
 * @param page its number, from 1
 * @param pageSize how many deliveries a page has at most
 * @param total how many deliveries there are on all pages
 */
@JsonNaming(SnakeCaseStrategy.class)
@Schema(name = "WebhookDeliveryPage")
public record WebhookDeliveryPage(List<WebhookDelivery> items, int page, int pageSize, long total) {}
