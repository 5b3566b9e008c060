package io.tenantdeletion.orchestrator.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantdeletion.commons.problem.ProblemException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WishTest {

    private static final Duration LONGEST = Duration.ofMinutes(10);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            wait=5                  | 5
            Wait = 5                | 5
            respond-async, wait=5   | 5
            wait=5; foo="bar"       | 5
            wait="5"                | 5
            wait=0                  | 0
            wait=99999              | 600
            """)
    void readsHowLongToWait(String prefer, long seconds) {
        assertThat(Wish.waiting(prefer, LONGEST)).contains(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "respond-async", "return=minimal", "waiting=5", "handling=lenient; nowait=3"})
    void ignoresOtherPreferences(String prefer) {
        assertThat(Wish.waiting(prefer, LONGEST)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"wait", "wait=", "wait=x", "wait=-1", "wait=1.5", "wait=9999999999", "respond-async, wait=1s"})
    void refusesWhatIsNoNumberOfSeconds(String prefer) {
        assertThatThrownBy(() -> Wish.waiting(prefer, LONGEST)).isInstanceOf(ProblemException.class);
    }

    @Test
    void takesOneVisibleKey() {
        assertThat(Wish.key(null)).isEmpty();
        assertThat(Wish.key(List.of())).isEmpty();
        assertThat(Wish.key(List.of("!~"))).contains("!~");
        assertThatThrownBy(() -> Wish.key(List.of(""))).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> Wish.key(List.of("a", "a"))).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> Wish.key(List.of("a\u007f"))).isInstanceOf(ProblemException.class);
    }

    @Test
    void digestsTellListsOfPartsApart() {
        assertThat(RequestDigest.of("a", "b"))
                .isEqualTo(RequestDigest.of("a", "b"))
                .hasSize(64);
        assertThat(RequestDigest.of("ab", "")).isNotEqualTo(RequestDigest.of("a", "b"));
        assertThat(RequestDigest.of("a", null)).isNotEqualTo(RequestDigest.of("a", ""));
    }
}
