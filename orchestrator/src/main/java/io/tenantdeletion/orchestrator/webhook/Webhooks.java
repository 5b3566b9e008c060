package io.tenantdeletion.orchestrator.webhook;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.delivery.Deliveries;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.problem.ProblemType;
import io.tenantdeletion.orchestrator.job.AuditContext;
import io.tenantdeletion.orchestrator.webhook.WebhookRows.SigningWebhook;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What platform admins do with webhooks. One that is not there is a 404 problem, an address that must not be called
 * 400.
 */
@ApplicationScoped
public class Webhooks {

    private final WebhookStore store;
    private final Deliveries deliveries;
    private final AddressCheck check;
    private final WebhookCalls calls;

    Webhooks(WebhookStore store, Deliveries deliveries, AddressCheck check, WebhookCalls calls) {
        this.store = store;
        this.deliveries = deliveries;
        this.check = check;
        this.calls = calls;
    }

    /** All of them, the oldest first. */
    public Uni<List<Webhook>> all() {
        return store.all().map(all -> all.stream().map(SigningWebhook::webhook).toList());
    }

    public Uni<Webhook> find(UUID id) {
        return known(store.find(id)).map(SigningWebhook::webhook);
    }

    /** Registers one; the answer has its secret. */
    public Uni<Webhook> create(WebhookChange wanted, AuditContext by) {
        requireKnown(wanted.events());
        return requireCallable(wanted.url())
                .chain(() -> store.create(wanted, Signatures.newSecret(), by))
                .map(made -> made.map(Webhooks::shown).orElseThrow(store::tooMany));
    }

    public Uni<Webhook> change(UUID id, WebhookChange change, AuditContext by) {
        requireKnown(change.events());
        return (change.url() == null ? Uni.createFrom().voidItem() : requireCallable(change.url()))
                .chain(() -> known(store.change(id, change, by)))
                .map(SigningWebhook::webhook);
    }

    /** Gives it another secret, which is in the answer. */
    public Uni<Webhook> rotateSecret(UUID id, AuditContext by) {
        return known(store.rotate(id, Signatures.newSecret(), by)).map(Webhooks::shown);
    }

    public Uni<Void> remove(UUID id, AuditContext by) {
        return store.remove(id, by)
                .invoke(removed -> {
                    if (!removed) {
                        throw WebhookProblems.unknown();
                    }
                })
                .replaceWithVoid();
    }

    /** Sends something that did not happen, at once and once, be it enabled or not. */
    public Uni<WebhookTestResult> test(UUID id) {
        return known(store.find(id)).chain(calls::test);
    }

    /**
     * Its deliveries, of the newest event first.
     *
     * @param status pending, delivered or dead; null for all
     */
    public Uni<List<WebhookDelivery>> deliveries(UUID id, String status, int size, long offset) {
        return find(id).chain(webhook -> deliveries.of(WebhookSink.name(id), status, size, offset))
                .map(page -> page.stream().map(WebhookDelivery::of).toList());
    }

    /** How many {@link #deliveries} can reach. */
    public Uni<Long> countDeliveries(UUID id, String status) {
        return deliveries.countOf(WebhookSink.name(id), status);
    }

    /** Has an event sent again, whatever came of it; whether it did not wait to be sent anyway. */
    public Uni<Boolean> redeliver(UUID id, UUID event, AuditContext by) {
        String sink = WebhookSink.name(id);
        return find(id).chain(webhook -> deliveries.find(sink, event))
                .map(found -> found.orElseThrow(WebhookProblems::unknownDelivery))
                .chain(delivery -> deliveries.replay(sink, delivery.eventId()))
                .map(events -> events > 0)
                .call(again -> again
                        ? store.redelivered(id, event, by)
                        : Uni.createFrom().voidItem());
    }

    private Uni<Void> requireCallable(String url) {
        return check.check(url)
                .replaceWithVoid()
                .onFailure(RefusedAddressException.class)
                .transform(WebhookProblems::refused);
    }

    private static void requireKnown(List<String> filters) {
        if (filters == null) {
            return;
        }
        List<String> unknown =
                filters.stream().filter(filter -> !EventFilter.isKnown(filter)).toList();
        if (filters.isEmpty() || !unknown.isEmpty()) {
            throw new ProblemException(
                    ProblemType.INVALID_REQUEST,
                    "events takes types of events, or the like of tenant.* for all that begin so: "
                            + EventFilter.known() + ".");
        }
    }

    private static Uni<SigningWebhook> known(Uni<Optional<SigningWebhook>> found) {
        return found.map(webhook -> webhook.orElseThrow(WebhookProblems::unknown));
    }

    private static Webhook shown(SigningWebhook made) {
        return made.webhook().with(made.secrets().current());
    }
}
