package io.tenantdeletion.orchestrator.mail;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.UserId;
import io.tenantdeletion.commons.delivery.Event;
import io.tenantdeletion.orchestrator.identity.Accounts;
import io.tenantdeletion.orchestrator.job.Approval;
import io.tenantdeletion.orchestrator.job.DeletionJob;
import io.tenantdeletion.orchestrator.job.RequestedAs;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Who gets a mail about a job. */
@ApplicationScoped
class MailRecipients {

    /** One address, without anything that a header could take for more. */
    private static final Pattern ADDRESS =
            Pattern.compile("[^\\s\\p{Cc}<>,;:\"()\\[\\]\\\\@]+@[^\\s\\p{Cc}<>,;:\"()@]+");

    private final MailConfig config;
    private final MailStore store;
    private final Accounts accounts;

    MailRecipients(MailConfig config, MailStore store, Accounts accounts) {
        this.config = config;
        this.store = store;
        this.accounts = accounts;
    }

    /** The operators, in the order of configuration. */
    List<Recipient> operators(MailKind kind, Event event, DeletionJob job) {
        List<Recipient> recipients = new ArrayList<>();
        // What a user's job does with the user's tenants is told of the user's job, but for what operators have to do.
        boolean isTheirs = job.origin().parent() == null
                || kind == MailKind.FAILED
                || job.start().approval().status() == Approval.Status.WAITING;
        if (kind.goesToOperators(event) && isTheirs) {
            MailKind theirs = MailKind.forOperators(kind, job);
            for (String address : config.operators().orElse(List.of())) {
                recipients.add(new Recipient("operator-" + (recipients.size() + 1), address, theirs));
            }
        }
        return recipients;
    }

    /**
     * The owner or user; empty where there is none with an address. Fails where the identity provider cannot be asked.
     */
    Uni<Optional<Recipient>> owner(MailKind kind, Event event, DeletionJob job) {
        if (!kind.goesToOwner(event)) {
            return Uni.createFrom().item(Optional.empty());
        }
        return ownerId(job)
                .chain(id ->
                        id.map(accounts::email).orElseGet(() -> Uni.createFrom().item(Optional.empty())))
                .map(address ->
                        address.filter(MailRecipients::isAddress).map(text -> new Recipient("owner", text, kind)));
    }

    /** Whether it is one address and nothing else. */
    static boolean isAddress(String text) {
        return ADDRESS.matcher(text).matches();
    }

    /**
     * Of jobs that are part of another only those have an owner of which it has turned out later that they are needed.
     */
    private Uni<Optional<UserId>> ownerId(DeletionJob job) {
        if (job.origin().parent() != null) {
            return store.owner(job.id());
        }
        if (job.user() != null) {
            return Uni.createFrom().item(Optional.of(job.user()));
        }
        return store.owner(job.id())
                .map(owner -> owner.or(() -> Optional.ofNullable(job.initiatedBy())
                        .filter(user -> job.origin().requestedAs() == RequestedAs.OWNER)));
    }
}
