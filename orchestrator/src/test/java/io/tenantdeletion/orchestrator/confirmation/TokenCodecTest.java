package io.tenantdeletion.orchestrator.confirmation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantdeletion.commons.contract.Subject;
import io.tenantdeletion.commons.contract.TenantId;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.orchestrator.job.Expectation;
import io.tenantdeletion.orchestrator.job.Expectation.Counted;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TokenCodecTest {

    private final TokenCodec codec = new TokenCodec("a key");
    private final PreviewToken token = new PreviewToken(
            UUID.randomUUID(),
            Subject.of(new TenantId(UUID.randomUUID())),
            Instant.ofEpochSecond(1_800_000_000),
            seen());

    @Test
    void readsWhatItWrote() {
        assertThat(codec.read(codec.write(token))).isEqualTo(token);
    }

    @Test
    void refusesEveryChangedCharacter() {
        String text = codec.write(token);
        for (int index = 0; index < text.length(); index++) {
            char other = text.charAt(index) == 'A' ? 'B' : 'A';
            String changed = text.substring(0, index) + other + text.substring(index + 1);
            // The last character of a signature has bits that say nothing.
            if (index < text.length() - 1) {
                assertThatThrownBy(() -> codec.read(changed)).as(changed).isInstanceOf(ProblemException.class);
            }
        }
    }

    @Test
    void refusesWhatItDidNotWrite() {
        String foreign = new TokenCodec("another key").write(token);
        for (String text : new String[] {"", ".", "a", "a.b", "a.b.c", "..", "ä.ö", foreign, "x".repeat(20_000)}) {
            assertThatThrownBy(() -> codec.read(text)).isInstanceOf(ProblemException.class);
        }
    }

    private static Expectation seen() {
        Map<String, Counted> services = new LinkedHashMap<>();
        services.put("pos", new Counted(1_000_000_000_000L, "v1"));
        services.put("elsewhere", new Counted(0, null));
        return new Expectation(services);
    }
}
