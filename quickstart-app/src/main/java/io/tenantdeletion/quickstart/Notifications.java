package io.tenantdeletion.quickstart;

import io.tenantdeletion.embedded.BakeryRealm;
import io.tenantdeletion.embedded.BakeryRealm.DemoUser;
import io.tenantdeletion.embedded.Loopback;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** Those who are told of deletions: by mail, and by a webhook. */
final class Notifications {

    private static final String DOMAIN = "@bakery.example";
    private static final String OPERATORS = "operators" + DOMAIN;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long LOOK_EVERY_MILLIS = 100;

    private final MailReceiver mail;
    private final WebhookReceiver webhook;
    private final Lifeline lifeline;

    private Notifications(MailReceiver mail, WebhookReceiver webhook, Lifeline lifeline) {
        this.mail = mail;
        this.webhook = webhook;
        this.lifeline = lifeline;
    }

    /** Begins to receive. */
    static Notifications receive(Lifeline lifeline, Console console) {
        Instant begin = Instant.now();
        MailReceiver mail = lifeline.own(new MailReceiver());
        WebhookReceiver webhook = lifeline.own(new WebhookReceiver());
        console.done(
                "receivers",
                "mail at " + Loopback.ADDRESS + ":" + mail.port() + ", a webhook",
                Duration.between(begin, Instant.now()));
        return new Notifications(mail, webhook, lifeline);
    }

    /** What the orchestrator has to know of them. */
    Map<String, String> settings() {
        return Map.of(
                "DELETION_MAIL_ENABLED",
                "true",
                "DELETION_MAIL_FROM",
                "deletions" + DOMAIN,
                "DELETION_MAIL_OPERATORS",
                OPERATORS,
                "QUARKUS_MAILER_HOST",
                Loopback.ADDRESS,
                "QUARKUS_MAILER_PORT",
                String.valueOf(mail.port()),
                "DELETION_WEBHOOKS_ALLOW_HTTP",
                "true",
                "DELETION_WEBHOOKS_ALLOW_PRIVATE",
                "true");
    }

    /** Has the webhook told of what happens from now on. */
    void register(PlatformApi api) {
        webhook.expect(api.registerWebhook(webhook.url(), api.token(BakeryRealm.ADMIN))
                .path("secret")
                .asText());
    }

    /** What they were told of the two deletions of this run. */
    List<Proof.Check> of(DemoTenant tenant, DemoUser user) {
        return List.of(
                mailed(BakeryRealm.OWNER, "Deleted: tenant " + tenant.id()),
                mailed(user, "Deleted: account " + user.id()),
                told(tenant.id(), "tenant.deletion_requested", "subscription.cancelled", "tenant.deleted"),
                told(user.id(), "user.deletion_requested", "user.deleted"));
    }

    /** The subjects of the mails that somebody has got. */
    List<String> mailTo(DemoUser user) {
        return mail.subjects(user.username() + DOMAIN);
    }

    private Proof.Check mailed(DemoUser user, String last) {
        String address = user.username() + DOMAIN;
        boolean held = await(() -> mailTo(user).contains(last));
        List<String> subjects = mailTo(user);
        return new Proof.Check(
                held,
                held
                        ? "Mail to " + address + ": " + String.join("; ", subjects)
                        : "No mail to " + address + " says \"" + last + "\", only " + subjects);
    }

    private Proof.Check told(Object subject, String... types) {
        List<String> expected = List.of(types);
        await(() -> types(subject).containsAll(expected));
        boolean held = types(subject).stream()
                .filter(expected::contains)
                .distinct()
                .toList()
                .equals(expected);
        return new Proof.Check(
                held,
                (held
                                ? "Webhook, signature verified: "
                                : "The webhook was not told " + expected + " of " + subject + ": ")
                        + String.join(", ", types(subject)));
    }

    private List<String> types(Object subject) {
        return webhook.about(subject).stream()
                .map(event -> event.path("type").asText())
                .toList();
    }

    private boolean await(BooleanSupplier condition) {
        Instant end = Instant.now().plus(PATIENCE);
        while (!condition.getAsBoolean() && Instant.now().isBefore(end)) {
            lifeline.pause(LOOK_EVERY_MILLIS);
        }
        return condition.getAsBoolean();
    }
}
