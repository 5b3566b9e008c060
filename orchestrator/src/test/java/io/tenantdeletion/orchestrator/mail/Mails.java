package io.tenantdeletion.orchestrator.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantdeletion.orchestrator.MailServer;
import jakarta.mail.BodyPart;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.awaitility.Awaitility;

/** The mails that the test's server got, as far as they are about one job. */
public final class Mails {

    private final String job;

    /** Those of this job. */
    public Mails(String job) {
        this.job = job;
    }

    /** Waits until somebody has got one mail about the job whose subject begins so, and gives it; there are no two. */
    public Mail await(String to, String subject) {
        Awaitility.await().until(() -> !to(to, subject).isEmpty());
        assertThat(to(to, subject)).as("mails to %s", to).hasSize(1);
        return to(to, subject).get(0);
    }

    /** What somebody has got about the job whose subject begins so. */
    List<Mail> to(String address, String subject) {
        return to(address).stream()
                .filter(mail -> mail.subject().startsWith(subject))
                .toList();
    }

    /** What somebody has got about the job. */
    List<Mail> to(String address) {
        return Arrays.stream(MailServer.get().getReceivedMessages())
                .map(Mails::mail)
                .filter(mail -> mail.to().equals(address) && mail.text().contains(job))
                .toList();
    }

    private static Mail mail(MimeMessage message) {
        try {
            return new Mail(
                    message.getRecipients(RecipientType.TO)[0].toString(),
                    message.getAllRecipients().length,
                    message.getSubject(),
                    message.getMessageID(),
                    part(message.getContent(), "text/plain"),
                    part(message.getContent(), "text/html"));
        } catch (MessagingException | IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static String part(Object content, String type) throws MessagingException, IOException {
        if (content instanceof Multipart parts) {
            for (int index = 0; index < parts.getCount(); index++) {
                BodyPart part = parts.getBodyPart(index);
                String found = part.isMimeType(type) ? (String) part.getContent() : part(part.getContent(), type);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    /** One of them. */
    record Mail(String to, int recipients, String subject, String id, String text, String html) {}
}
