package io.tenantdeletion.orchestrator.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.mailer.Mail;
import io.quarkus.mailer.reactive.ReactiveMailer;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.delivery.DeliveryResult;
import io.tenantdeletion.commons.delivery.DeliveryResult.Kind;
import io.vertx.ext.mail.SMTPException;
import java.net.ConnectException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the mail server's answers mean. */
class MailSenderTest {

    private static final UUID EVENT = UUID.randomUUID();
    private static final MailText TEXT = new MailText("Subject", "text", "<p>html</p>");

    private final List<Mail> sent = new ArrayList<>();

    @ParameterizedTest
    @CsvSource({"550, REFUSED", "553, REFUSED", "554, REFUSED", "450, RETRY", "451, RETRY", "452, RETRY"})
    void whatIsSaidAboutARecipientIsTheRecipients(int code, Kind kind) {
        DeliveryResult result = send(Uni.createFrom().failure(smtp(code)));

        assertThat(result.kind()).isEqualTo(kind);
        assertThat(result.reason()).isEqualTo("SMTP " + code);
    }

    @ParameterizedTest
    @ValueSource(ints = {421, 530, 534, 535, 538})
    void whatIsSaidAboutUsIsNobodysFault(int code) {
        assertThatThrownBy(() -> send(Uni.createFrom().failure(smtp(code))))
                .isInstanceOf(MailServerException.class)
                .hasMessage("SMTP " + code);
    }

    @Test
    void noConnectionIsNobodysFault() {
        assertThatThrownBy(() -> send(Uni.createFrom().failure(new ConnectException("refused"))))
                .isInstanceOf(MailServerException.class)
                .hasMessage("ConnectException");
    }

    @Test
    void theSameMailHasTheSameId() {
        send(Uni.createFrom().voidItem());
        send(Uni.createFrom().voidItem());

        assertThat(sent)
                .extracting(mail -> mail.getHeaders().get("Message-ID"))
                .containsOnly(List.of("<" + EVENT + ".owner@platform.example>"));
    }

    private DeliveryResult send(Uni<Void> answer) {
        ReactiveMailer mailer = mails -> {
            sent.addAll(List.of(mails));
            return answer;
        };
        return new MailSender(mailer, new Config())
                .send(EVENT, new Recipient("owner", "somebody@bakery.example", MailKind.REQUESTED), TEXT)
                .await()
                .atMost(Duration.ofSeconds(5));
    }

    private static SMTPException smtp(int code) {
        return new SMTPException("recipient address not accepted", code, List.of("somebody@bakery.example"), false);
    }

    private static final class Config implements MailConfig {

        @Override
        public boolean enabled() {
            return true;
        }

        @Override
        public Optional<String> from() {
            return Optional.of("deletions@platform.example");
        }

        @Override
        public Optional<List<String>> operators() {
            return Optional.empty();
        }

        @Override
        public String consoleUrl() {
            return "https://platform.example/console";
        }

        @Override
        public Optional<Path> templates() {
            return Optional.empty();
        }

        @Override
        public List<Duration> reminders() {
            return List.of();
        }

        @Override
        public Duration remindEvery() {
            return Duration.ofMinutes(1);
        }

        @Override
        public Duration lastMailWithin() {
            return Duration.ofHours(1);
        }
    }
}
