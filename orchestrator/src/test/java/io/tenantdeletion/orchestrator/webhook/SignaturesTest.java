package io.tenantdeletion.orchestrator.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import java.net.http.HttpHeaders;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The published library of the specification says whether a signature is one. */
class SignaturesTest {

    private static final String BODY = "{\"type\":\"tenant.deleted\",\"name\":\"Panadería\"}";

    private final String secret = Signatures.newSecret();

    @Test
    void theSpecificationsLibraryVerifiesIt() {
        WebhookMessage message = signed(List.of(secret));

        assertThatCode(() -> new Webhook(secret).verify(BODY, headers(message))).doesNotThrowAnyException();
        assertThatThrownBy(() -> new Webhook(secret).verify(BODY + " ", headers(message)))
                .isInstanceOf(WebhookVerificationException.class);
    }

    @Test
    void bothSecretsVerifyItWhileBothSign() {
        String former = Signatures.newSecret();
        WebhookMessage message = signed(List.of(secret, former));

        assertThatCode(() -> new Webhook(secret).verify(BODY, headers(message))).doesNotThrowAnyException();
        assertThatCode(() -> new Webhook(former).verify(BODY, headers(message))).doesNotThrowAnyException();
        assertThatThrownBy(() -> new Webhook(Signatures.newSecret()).verify(BODY, headers(message)))
                .isInstanceOf(WebhookVerificationException.class);
    }

    @Test
    void secretsAreLongAndNeverTheSame() {
        assertThat(secret).matches("whsec_[A-Za-z0-9+/]{43}=").isNotEqualTo(Signatures.newSecret());
    }

    private static WebhookMessage signed(List<String> secrets) {
        return WebhookMessage.signed("an-id", BODY, secrets, Instant.now().getEpochSecond());
    }

    private static HttpHeaders headers(WebhookMessage message) {
        Map<String, List<String>> all = message.headers().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, header -> List.of(header.getValue())));
        return HttpHeaders.of(all, (name, value) -> true);
    }
}
