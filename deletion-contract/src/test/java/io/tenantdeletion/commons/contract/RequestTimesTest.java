package io.tenantdeletion.commons.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantdeletion.commons.problem.ProblemException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTimesTest {

    @Test
    void readsTimesAndDurations() {
        assertThat(RequestTimes.time("from", "2000-01-01T00:00:00Z")).isEqualTo("2000-01-01T00:00:00Z");
        assertThat(RequestTimes.time("from", "9999-12-31T23:59:59.999Z")).isEqualTo("9999-12-31T23:59:59.999Z");
        assertThat(RequestTimes.duration("retention", "P36500D")).isEqualTo(Duration.ofDays(36_500));
        assertThat(RequestTimes.duration("retention", "PT0S")).isZero();
        assertThat(RequestTimes.duration("retention", null)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "P30D, P30D",
        "30d, P30D",
        "30D, P30D",
        "PT720H, P30D",
        "720h, P30D",
        "0s, PT0S",
        "PT0S, PT0S",
        "90s, PT90S"
    })
    void readsDurationsAsConfigurationDoes(String text, Duration duration) {
        assertThat(RequestTimes.duration("retention", text)).isEqualTo(duration);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1999-12-31T23:59:59Z",
                "+10000-01-01T00:00:00Z",
                "-169108099-01-01T00:00:00Z",
                "+999999999-12-31T23:59:59-18:00",
                "2026-01-01T00:00:00",
                "soon",
                ""
            })
    void refusesTimesThatMakeNoSense(String time) {
        assertThatThrownBy(() -> RequestTimes.time("from", time))
                .isInstanceOf(ProblemException.class)
                .hasMessageStartingWith("from takes a time");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "P36501D",
                "P999999999999D",
                "PT9223372036854775807S",
                "-P1D",
                "PT-1S",
                "P1Y",
                "1",
                "30",
                "30x",
                "-1d",
                "99999999999999d",
                " ",
                ""
            })
    void refusesDurationsThatMakeNoSense(String duration) {
        assertThatThrownBy(() -> RequestTimes.duration("retention", duration))
                .isInstanceOf(ProblemException.class)
                .hasMessageStartingWith("retention takes");
    }
}
