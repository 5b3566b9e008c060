package io.tenantdeletion.orchestrator.webhook;

import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.delivery.DeliveryConfig;
import io.tenantdeletion.commons.delivery.DeliveryResult;
import io.tenantdeletion.commons.delivery.Event;
import io.tenantdeletion.orchestrator.webhook.WebhookRows.SigningWebhook;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Tells webhooks of events, and disables those that cannot be told. */
@Singleton
class WebhookCalls {

    private static final Logger LOG = Logger.getLogger(WebhookCalls.class);
    private static final String TEST = "webhook.test";
    private static final String SOURCE = "orchestrator";
    private static final int GONE = 410;
    private static final int MOST_AT_ONCE = 50;

    private final WebhookClient client;
    private final WebhookStore store;
    private final WebhooksConfig config;
    private final Clock clock;
    private final MeterRegistry meters;
    private final int batchSize;

    WebhookCalls(
            WebhookClient client,
            WebhookStore store,
            WebhooksConfig config,
            DeliveryConfig delivery,
            Clock clock,
            MeterRegistry meters) {
        this.client = client;
        this.store = store;
        this.config = config;
        this.clock = clock;
        this.meters = meters;
        // All of a batch may be about one subject, one after the other, each as slow as is allowed.
        long oneByOne = delivery.timeout().toMillis() / config.timeout().toMillis() - 1;
        this.batchSize = (int) Math.max(1, Math.min(MOST_AT_ONCE, oneByOne));
    }

    int batchSize() {
        return batchSize;
    }

    /** The webhook as it is now; fails where it is disabled or gone. */
    Uni<SigningWebhook> enabled(UUID id) {
        return store.find(id)
                .map(found -> found.filter(target -> target.webhook().enabled())
                        .orElseThrow(() -> new IllegalStateException("the webhook " + id + " is disabled")));
    }

    /** Sends something that did not happen, so that a receiver can be tried out. */
    Uni<WebhookTestResult> test(SigningWebhook target) {
        UUID id = target.webhook().id();
        JsonObject data = JsonObject.of("webhook_id", id.toString());
        WebhookMessage message = message(target, new Event(UUID.randomUUID(), TEST, SOURCE, id, clock.instant(), data));
        return client.send(target.webhook().url(), message).map(answer -> WebhookTestResult.of(message, answer));
    }

    /** Sends one event, signed now. */
    Uni<WebhookAnswer> send(SigningWebhook target, Event event) {
        return client.send(target.webhook().url(), message(target, event));
    }

    private WebhookMessage message(SigningWebhook target, Event event) {
        return WebhookMessage.signed(
                event.id().toString(),
                event.toCloudEvent().encode(),
                target.secrets().at(clock.instant()),
                clock.instant().getEpochSecond());
    }

    /** Keeps in mind since when a receiver takes nothing, and disables it where that is for too long, or it is gone. */
    Uni<Void> cameOf(SigningWebhook target, List<DeliveryResult> results) {
        UUID id = target.webhook().id();
        if (results.stream().anyMatch(result -> result.code() != null && result.code() == GONE)) {
            return disable(id, "gone");
        }
        if (results.stream().anyMatch(WebhookSink::isDelivered)) {
            return store.succeeded(id);
        }
        Optional<String> error = results.stream().map(DeliveryResult::reason).findFirst();
        return store.failed(id, error.orElse(null))
                .chain(time -> time.compareTo(config.disableAfter()) < 0
                        ? Uni.createFrom().voidItem()
                        : disable(id, "failing"));
    }

    private Uni<Void> disable(UUID id, String reason) {
        return store.disable(id, reason)
                .invoke(disabled -> {
                    if (disabled) {
                        meters.counter("tenant.deletion.webhooks.disabled", "reason", reason)
                                .increment();
                        LOG.warnf("orchestrator.webhook.disabled webhook_id=%s reason=%s", id, reason);
                    }
                })
                .replaceWithVoid();
    }
}
