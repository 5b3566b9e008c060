package io.tenantdeletion.orchestrator.mail;

import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.commons.delivery.DeliveryResult;
import io.tenantdeletion.commons.delivery.DeliveryResult.Kind;
import io.tenantdeletion.commons.delivery.Event;
import io.tenantdeletion.commons.delivery.OrderedDelivery;
import io.tenantdeletion.commons.delivery.Sink;
import io.tenantdeletion.orchestrator.guard.CallException;
import io.tenantdeletion.orchestrator.job.DeletionJob;
import io.tenantdeletion.orchestrator.job.JobStore;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Mail as a sink: an event is delivered when every recipient of its mail has been served. Whoever was served before is
 * not served again when another one has to be tried again.
 */
@Startup
@Singleton
class MailSink implements Sink {

    static final String NAME = "mail";

    private static final int SUBJECTS_AT_ONCE = 4;
    private static final int BATCH = 20;
    private static final DeliveryResult NOTHING_TO_SEND = DeliveryResult.delivered();

    private final MailConfig config;
    private final JobStore jobs;
    private final MailRecipients recipients;
    private final MailTemplates templates;
    private final MailSender sender;
    private final MailStore store;

    MailSink(
            MailConfig config,
            JobStore jobs,
            MailRecipients recipients,
            MailTemplates templates,
            MailSender sender,
            MailStore store) {
        if (config.enabled() && config.from().isEmpty()) {
            throw new IllegalStateException(
                    "The configuration is wrong: deletion.mail.enabled needs deletion.mail.from, whom mails come from");
        }
        this.config = config;
        this.jobs = jobs;
        this.recipients = recipients;
        this.templates = templates;
        this.sender = sender;
        this.store = store;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean wants(Event event) {
        return config.enabled()
                && MailKind.of(event.type()).isPresent()
                && event.data().containsKey("job_id");
    }

    @Override
    public int batchSize() {
        return BATCH;
    }

    @Override
    public Uni<List<DeliveryResult>> deliver(List<Event> events) {
        return OrderedDelivery.deliver(events, SUBJECTS_AT_ONCE, this::deliver);
    }

    private Uni<DeliveryResult> deliver(Event event) {
        MailKind kind = MailKind.of(event.type()).orElseThrow();
        return jobs.find(JobId.fromString(event.data().getString("job_id")))
                .chain(found -> found.map(job -> deliver(event, kind, job))
                        .orElseGet(() -> Uni.createFrom().item(NOTHING_TO_SEND)));
    }

    private Uni<DeliveryResult> deliver(Event event, MailKind kind, DeletionJob job) {
        Map<String, Object> data = MailData.of(event, job, config);
        return store.outcomes(event.id())
                .chain(done -> toOwner(event, kind, job, done)
                        .chain(owner -> send(event, owner, done, data))
                        .onFailure(CallException.class)
                        // Operators hear of it all the same.
                        .recoverWithItem(failure -> DeliveryResult.retry("the identity provider does not answer"))
                        .chain(first ->
                                toOperators(event, kind, job, done, data).map(others -> worst(first, others))))
                .call(result -> kind.isLast() && result.kind() != Kind.RETRY
                        ? store.forgetOwner(job.id(), kind == MailKind.CERTIFICATE)
                        : Uni.createFrom().voidItem());
    }

    private Uni<Optional<Recipient>> toOwner(Event event, MailKind kind, DeletionJob job, Map<String, String> done) {
        return done.containsKey("owner")
                ? Uni.createFrom().item(Optional.of(new Recipient("owner", null, kind)))
                : recipients.owner(kind, event, job);
    }

    private Uni<DeliveryResult> toOperators(
            Event event, MailKind kind, DeletionJob job, Map<String, String> done, Map<String, Object> data) {
        return Multi.createFrom()
                .iterable(recipients.operators(kind, event, job))
                .onItem()
                .transformToUniAndConcatenate(operator -> send(event, Optional.of(operator), done, data))
                .collect()
                .asList()
                .map(results -> results.stream().reduce(NOTHING_TO_SEND, MailSink::worst));
    }

    private Uni<DeliveryResult> send(
            Event event, Optional<Recipient> to, Map<String, String> done, Map<String, Object> data) {
        if (to.isEmpty()) {
            return Uni.createFrom().item(NOTHING_TO_SEND);
        }
        Recipient recipient = to.get();
        String earlier = done.get(recipient.role());
        if (earlier != null) {
            return Uni.createFrom()
                    .item(earlier.isEmpty() ? NOTHING_TO_SEND : DeliveryResult.refused(named(recipient, earlier)));
        }
        return templates
                .render(recipient.kind(), data)
                .chain(text -> sender.send(event.id(), recipient, text))
                .call(result -> result.kind() == Kind.RETRY
                        ? Uni.createFrom().voidItem()
                        : store.served(event.id(), recipient.role(), result.reason()))
                .map(result -> result.kind() == Kind.DELIVERED
                        ? result
                        : new DeliveryResult(result.kind(), named(recipient, result.reason()), null, null));
    }

    /** What is to be tried again outweighs what was refused, and that what was taken. */
    private static DeliveryResult worst(DeliveryResult one, DeliveryResult other) {
        return weight(other) > weight(one) ? other : one;
    }

    private static int weight(DeliveryResult result) {
        return switch (result.kind()) {
            case DELIVERED -> 0;
            case REFUSED -> 1;
            case RETRY -> 2;
        };
    }

    private static String named(Recipient recipient, String reason) {
        return recipient.role() + ": " + reason;
    }
}
