package io.tenantdeletion.orchestrator.mail;

import io.quarkus.mailer.Mail;
import io.quarkus.mailer.reactive.ReactiveMailer;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.delivery.DeliveryResult;
import io.vertx.ext.mail.SMTPException;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.UUID;

/** Gives mails to the mail server. Its answers may repeat addresses, so nothing of them is kept but their code. */
@Singleton
class MailSender {

    /** What says no to us, and not to a recipient: no login, not enough encryption, no relaying for this sender. */
    private static final Set<Integer> OURS = Set.of(530, 534, 535, 538);

    private static final int SHUTTING_DOWN = 421;

    private final ReactiveMailer mailer;
    private final MailConfig config;

    MailSender(ReactiveMailer mailer, MailConfig config) {
        this.mailer = mailer;
        this.config = config;
    }

    /**
     * Sends an event's mail. The same mail always has the same {@code Message-ID}, so that one which comes twice can be
     * told from two.
     *
     * @return whether the server took it, may take it later, or never will; fails where there is no server
     */
    Uni<DeliveryResult> send(UUID event, Recipient to, MailText text) {
        String from = config.from().orElseThrow();
        Mail mail = Mail.withText(to.address(), text.subject(), text.text())
                .setHtml(text.html())
                .setFrom(from)
                .addHeader(
                        "Message-ID", "<" + event + "." + to.role() + "@" + from.substring(from.indexOf('@') + 1) + ">")
                .addHeader("Auto-Submitted", "auto-generated");
        return mailer.send(mail)
                .replaceWith(DeliveryResult.delivered())
                .onFailure(MailSender::isAboutTheRecipient)
                .recoverWithItem(failure -> result((SMTPException) failure))
                .onFailure()
                .transform(MailServerException::new);
    }

    private static DeliveryResult result(SMTPException failure) {
        String reason = "SMTP " + failure.getReplyCode();
        return failure.isPermanent() ? DeliveryResult.refused(reason) : DeliveryResult.retry(reason);
    }

    private static boolean isAboutTheRecipient(Throwable failure) {
        return failure instanceof SMTPException smtp
                && (smtp.isPermanent() || smtp.isTransient())
                && smtp.getReplyCode() != SHUTTING_DOWN
                && !OURS.contains(smtp.getReplyCode());
    }
}
