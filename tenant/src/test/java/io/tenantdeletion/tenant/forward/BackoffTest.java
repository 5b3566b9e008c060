package io.tenantdeletion.tenant.forward;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private Instant now = Instant.parse("2026-01-31T12:00:00Z");
    private final Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(5), new Hand());

    @Test
    void isDueAtFirst() {
        assertThat(backoff.isDue()).isTrue();
    }

    @Test
    void doublesThePauseUpToItsLimit() {
        for (int seconds : new int[] {1, 2, 4, 5, 5}) {
            backoff.failed();
            now = now.plusSeconds(seconds).minusMillis(1);
            assertThat(backoff.isDue()).as("before %d s", seconds).isFalse();
            now = now.plusMillis(1);
            assertThat(backoff.isDue()).as("after %d s", seconds).isTrue();
        }
    }

    @Test
    void beginsAnewAfterASuccess() {
        backoff.failed();
        backoff.failed();
        backoff.succeeded();
        assertThat(backoff.isDue()).isTrue();

        backoff.failed();
        now = now.plusSeconds(1);
        assertThat(backoff.isDue()).isTrue();
    }

    private final class Hand extends Clock {

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
