package io.tenantdeletion.orchestrator.mail;

import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.UserId;
import io.tenantdeletion.commons.delivery.DeliveryResult;
import io.tenantdeletion.commons.delivery.Event;
import io.tenantdeletion.commons.delivery.OrderedDelivery;
import io.tenantdeletion.commons.delivery.Sink;
import io.tenantdeletion.orchestrator.identity.Accounts;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tells whoever submitted a change of the shared catalogue what a moderator decided. */
@Startup
@Singleton
class SubmissionMailSink implements Sink {

    private static final String DECIDED = "submission.decided";
    private static final String WITHDRAWN = "withdrawn";
    private static final int SUBJECTS_AT_ONCE = 4;
    private static final int BATCH = 20;

    private final MailConfig config;
    private final Accounts accounts;
    private final MailTemplates templates;
    private final MailSender sender;
    private final MailStore store;

    SubmissionMailSink(
            MailConfig config, Accounts accounts, MailTemplates templates, MailSender sender, MailStore store) {
        this.config = config;
        this.accounts = accounts;
        this.templates = templates;
        this.sender = sender;
        this.store = store;
    }

    @Override
    public String name() {
        return "submission-mail";
    }

    /** Whoever withdraws knows. */
    @Override
    public boolean wants(Event event) {
        return config.enabled()
                && event.type().equals(DECIDED)
                && !WITHDRAWN.equals(event.data().getString("status"));
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
        return accounts.email(new UserId(event.subject()))
                .map(address -> address.filter(MailRecipients::isAddress)
                        .map(text -> new Recipient("submitter", text, MailKind.SUBMISSION_DECIDED)))
                .chain(to -> send(event, to));
    }

    private Uni<DeliveryResult> send(Event event, Optional<Recipient> to) {
        if (to.isEmpty()) {
            return Uni.createFrom().item(DeliveryResult.delivered());
        }
        return store.outcomes(event.id())
                .chain(done -> done.containsKey(to.get().role())
                        ? Uni.createFrom().item(DeliveryResult.delivered())
                        : templates
                                .render(MailKind.SUBMISSION_DECIDED, data(event))
                                .chain(text -> sender.send(event.id(), to.get(), text))
                                .call(result -> result.kind() == DeliveryResult.Kind.RETRY
                                        ? Uni.createFrom().voidItem()
                                        : store.served(event.id(), to.get().role(), result.reason())));
    }

    private Map<String, Object> data(Event event) {
        return Map.of(
                "status", event.data().getString("status", ""),
                "type", event.data().getString("type", ""),
                "entity", event.data().getString("entity_type", "").replace('_', ' '),
                "submission", event.data().getString("submission_id", ""),
                "link", config.consoleUrl() + "/catalogue/submissions");
    }
}
