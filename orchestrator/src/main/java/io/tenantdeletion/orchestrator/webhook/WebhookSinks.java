package io.tenantdeletion.orchestrator.webhook;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.delivery.Sink;
import io.tenantdeletion.commons.delivery.SinkSource;
import io.tenantdeletion.orchestrator.trace.JobTraces;
import io.tenantdeletion.orchestrator.webhook.WebhookRows.SigningWebhook;
import jakarta.annotation.PostConstruct;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.Predicate;

/** Every webhook that is enabled is a sink; and how many are, are not, or fail, is a metric. */
@Startup
@Singleton
class WebhookSinks implements SinkSource {

    private final WebhookStore store;
    private final WebhookCalls calls;
    private final JobTraces traces;
    private final MeterRegistry meters;
    private volatile List<Webhook> known = List.of();

    WebhookSinks(WebhookStore store, WebhookCalls calls, JobTraces traces, MeterRegistry meters) {
        this.store = store;
        this.calls = calls;
        this.traces = traces;
        this.meters = meters;
    }

    @PostConstruct
    void registerAtZero() {
        gauge("enabled", Webhook::enabled);
        gauge("failing", webhook -> webhook.enabled() && webhook.failingSince() != null);
        gauge("disabled", webhook -> !webhook.enabled() && webhook.disabledReason() == null);
        gauge("disabled_by_itself", webhook -> webhook.disabledReason() != null);
        meters.counter("tenant.deletion.webhooks.disabled", "reason", "gone");
        meters.counter("tenant.deletion.webhooks.disabled", "reason", "failing");
    }

    @Override
    public Uni<List<Sink>> sinks() {
        return store.all()
                .invoke(all -> known = all.stream().map(SigningWebhook::webhook).toList())
                .map(all -> all.stream()
                        .filter(target -> target.webhook().enabled())
                        .map(target -> (Sink) new WebhookSink(target, calls, traces))
                        .toList());
    }

    private void gauge(String state, Predicate<Webhook> is) {
        Gauge.builder(
                        "tenant.deletion.webhooks",
                        () -> known.stream().filter(is).count())
                .description("Webhooks, by how they are; failing ones are enabled, too")
                .tag("state", state)
                .register(meters);
    }
}
