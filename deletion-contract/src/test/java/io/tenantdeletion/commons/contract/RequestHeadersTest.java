package io.tenantdeletion.commons.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantdeletion.commons.problem.ProblemException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestHeadersTest {

    private static final Duration LONGEST = Duration.ofMinutes(10);

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            wait=5                  | 5
            Wait = 5                | 5
            respond-async, wait=5   | 5
            wait=5; foo="bar"       | 5
            wait="5"                | 5
            wait=10, wait=20        | 10
            wait=0                  | 0
            wait=99999              | 600
            """)
    void readsHowLongToWait(String prefer, long seconds) {
        assertThat(waiting(prefer)).contains(Duration.ofSeconds(seconds));
    }

    @Test
    void theFirstLineThatSaysSoCounts() {
        assertThat(RequestHeaders.waiting(List.of("respond-async", "wait=4", "wait=9"), LONGEST))
                .contains(Duration.ofSeconds(4));
        assertThat(RequestHeaders.waiting(null, LONGEST)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",,;=,", "respond-async", "return=minimal", "waiting=5", "handling=lenient; nowait=3"})
    void ignoresOtherPreferences(String prefer) {
        assertThat(waiting(prefer)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "wait",
                "wait=",
                "wait=x",
                "wait=-1",
                "wait=1.5",
                "wait=\"30",
                "wait=9999999999",
                "respond-async, wait=1s"
            })
    void refusesWhatIsNoNumberOfSeconds(String prefer) {
        assertThatThrownBy(() -> waiting(prefer)).isInstanceOf(ProblemException.class);
    }

    @Test
    void takesOneVisibleKey() {
        assertThat(RequestHeaders.idempotencyKey(null)).isEmpty();
        assertThat(RequestHeaders.idempotencyKey(List.of())).isEmpty();
        assertThat(RequestHeaders.idempotencyKey(List.of("!~"))).contains("!~");
        for (List<String> wrong : List.of(List.of(""), List.of("a", "a"), List.of("a\u007f"), List.of("a b"))) {
            assertThatThrownBy(() -> RequestHeaders.idempotencyKey(wrong)).isInstanceOf(ProblemException.class);
        }
    }

    private static Optional<Duration> waiting(String prefer) {
        return RequestHeaders.waiting(List.of(prefer), LONGEST);
    }
}
