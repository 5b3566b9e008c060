package io.tenantdeletion.commons.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration HOUR = Duration.ofHours(1);

    private final Backoff backoff = new Backoff(SECOND, HOUR, Duration.ofDays(3), () -> 0);

    @Test
    void doublesUpToTheLongest() {
        assertThat(backoff.pause(1)).isEqualTo(SECOND);
        assertThat(backoff.pause(2)).isEqualTo(Duration.ofSeconds(2));
        assertThat(backoff.pause(12)).isEqualTo(Duration.ofSeconds(2048));
        assertThat(backoff.pause(13)).isEqualTo(HOUR);
        assertThat(backoff.pause(10_000)).isEqualTo(HOUR);
    }

    @Test
    void isShorterByUpToAQuarter() {
        assertThat(new Backoff(SECOND, HOUR, HOUR, () -> 1).pause(1)).isEqualTo(Duration.ofMillis(750));
    }

    @Test
    void isOverAfterThreeDaysOfPauses() {
        // 12 pauses come to 4095 s, and 70 of an hour to the rest.
        assertThat(backoff.isOver(82)).isFalse();
        assertThat(backoff.isOver(83)).isTrue();
    }
}
