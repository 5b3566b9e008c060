package io.tenantdeletion.orchestrator.webhook;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.delivery.DeliveryResult;
import io.tenantdeletion.commons.delivery.DeliveryResult.Kind;
import io.tenantdeletion.commons.delivery.Event;
import io.tenantdeletion.commons.delivery.OrderedDelivery;
import io.tenantdeletion.commons.delivery.Sink;
import io.tenantdeletion.commons.trace.Tracing;
import io.tenantdeletion.orchestrator.trace.JobTraces;
import io.tenantdeletion.orchestrator.webhook.WebhookRows.SigningWebhook;
import java.util.List;
import java.util.UUID;

/**
 * One webhook as a sink. A receiver that is away is no sink that is away: its events are tried again each by itself, so
 * that their deliveries tell what came of them.
 */
class WebhookSink implements Sink {

    private static final String NAME = "webhook:";
    private static final int SUBJECTS_AT_ONCE = 4;

    private final SigningWebhook target;
    private final WebhookCalls calls;
    private final JobTraces traces;

    WebhookSink(SigningWebhook target, WebhookCalls calls, JobTraces traces) {
        this.target = target;
        this.calls = calls;
        this.traces = traces;
    }

    /** What a webhook's deliveries are written down under. */
    static String name(UUID webhook) {
        return NAME + webhook;
    }

    @Override
    public String name() {
        return name(target.webhook().id());
    }

    @Override
    public boolean wants(Event event) {
        return EventFilter.matches(target.webhook().events(), event.type());
    }

    @Override
    public int batchSize() {
        return calls.batchSize();
    }

    @Override
    public Uni<List<DeliveryResult>> deliver(List<Event> events) {
        // As it is now: it may have been changed, or disabled, since this round began.
        return traces.of(events)
                .chain(known -> calls.enabled(target.webhook().id())
                        .chain(now -> OrderedDelivery.deliver(
                                        events, SUBJECTS_AT_ONCE, event -> send(now, event, known.get(event.id())))
                                .call(results -> calls.cameOf(now, results))));
    }

    private Uni<DeliveryResult> send(SigningWebhook now, Event event, String traceparent) {
        return Tracing.within(traceparent, () -> calls.send(now, event)).map(WebhookSink::result);
    }

    private static DeliveryResult result(WebhookAnswer answer) {
        if (answer.isSuccess()) {
            return DeliveryResult.delivered(answer.code(), answer.duration());
        }
        return answer.isGone()
                ? DeliveryResult.refused("gone: status 410", answer.code(), answer.duration())
                : DeliveryResult.retry(answer.reason(), answer.code(), answer.duration());
    }

    static boolean isDelivered(DeliveryResult result) {
        return result.kind() == Kind.DELIVERED;
    }
}
