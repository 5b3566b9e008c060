package io.tenantdeletion.tenant.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WaitPreferenceTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "wait=30                            | 30",
                "WAIT=30                            | 30",
                "wait = 30                          | 30",
                "wait=\"30\"                        | 30",
                "respond-async, wait=10             | 10",
                "wait=10; foo=bar                   | 10",
                "wait=10, wait=20                   | 10",
                "handling=lenient, wait=7, x        | 7",
                "wait=0                             | 0",
                "wait                               | 0",
                "wait=                              | 0",
                "wait=-5                            | 0",
                "wait=1.5                           | 0",
                "wait=soon                          | 0",
                "wait=\"30                          | 0",
                "wait=99999999999999999999          | 0",
                "respond-async                      | 0",
                ",,;=,                              | 0",
                "awaits=3                           | 0",
            })
    void understandsWhatTheRfcAllowsAndIgnoresTheRest(String header, long seconds) {
        assertThat(WaitPreference.parse(List.of(header))).isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void isAbsentWithoutTheHeader() {
        assertThat(WaitPreference.parse(List.of())).isZero();
    }

    @Test
    void firstLineWinsAmongSeveral() {
        assertThat(WaitPreference.parse(List.of("respond-async", "wait=4", "wait=9")))
                .isEqualTo(Duration.ofSeconds(4));
    }
}
