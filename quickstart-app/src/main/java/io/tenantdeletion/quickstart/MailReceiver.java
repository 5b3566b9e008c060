package io.tenantdeletion.quickstart;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.tenantdeletion.embedded.Loopback;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.util.Arrays;
import java.util.List;

/** A mail server for this run, which takes everybody's mail and passes none of it on. */
final class MailReceiver implements AutoCloseable {

    private final GreenMail server = new GreenMail(new ServerSetup(0, Loopback.ADDRESS, ServerSetup.PROTOCOL_SMTP));

    MailReceiver() {
        server.start();
    }

    int port() {
        return server.getSmtp().getPort();
    }

    /** The subjects of the mails that somebody has got, in the order in which they came. */
    List<String> subjects(String address) {
        return Arrays.stream(server.getReceivedMessages())
                .filter(mail -> isTo(mail, address))
                .map(MailReceiver::subject)
                .toList();
    }

    @Override
    public void close() {
        server.stop();
    }

    private static boolean isTo(MimeMessage mail, String address) {
        try {
            return mail.getRecipients(RecipientType.TO)[0].toString().equals(address);
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String subject(MimeMessage mail) {
        try {
            return mail.getSubject();
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }
}
