package io.tenantdeletion.orchestrator.saga;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.tenantdeletion.orchestrator.job.JobsConfig;
import io.tenantdeletion.orchestrator.job.Obstacle;
import io.tenantdeletion.orchestrator.job.Waiting;
import io.tenantdeletion.orchestrator.job.WaitingFor;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryPausesTest {

    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
    private static final Obstacle AWAY = Obstacle.unavailable("pos: unreachable");

    private final RetryPauses pauses = new RetryPauses(config(Map.of()));

    @Test
    void startsWithASecond() {
        assertThat(millis(Waiting.NONE, false)).isBetween(750L, 1000L);
    }

    @Test
    void doublesFromAttemptToAttemptUpToAnHour() {
        List<Duration> upTo = IntStream.of(0, 1, 2, 5, 11, 12, 40)
                .mapToObj(before -> Duration.ofMillis(millis(waiting(before), false)))
                .toList();

        assertThat(upTo.get(1)).isBetween(Duration.ofMillis(1500), Duration.ofSeconds(2));
        assertThat(upTo.get(2)).isBetween(Duration.ofSeconds(3), Duration.ofSeconds(4));
        assertThat(upTo.get(3)).isBetween(Duration.ofSeconds(24), Duration.ofSeconds(32));
        assertThat(upTo.get(4)).isBetween(Duration.ofSeconds(1536), Duration.ofSeconds(2048));
        assertThat(upTo.get(5)).isBetween(Duration.ofMinutes(45), Duration.ofHours(1));
        assertThat(upTo.get(6)).isBetween(Duration.ofMinutes(45), Duration.ofHours(1));
    }

    @Test
    void doesNotBringAllJobsBackAtOnce() {
        assertThat(IntStream.range(0, 50)
                        .mapToLong(any -> millis(waiting(9), false))
                        .distinct()
                        .count())
                .isGreaterThan(10);
    }

    @Test
    void beginsAnewWhenTheAttemptGotFurther() {
        assertThat(millis(waiting(9), true)).isBetween(750L, 1000L);
    }

    @Test
    void beginsAnewWhereSomethingElseWasInTheWayBefore() {
        Waiting drifted = new Waiting(Obstacle.drifted("pos: 3 rows then, 900 now"), NOON, null, 9, null);

        assertThat(millis(drifted, false)).isBetween(750L, 1000L);
    }

    @Test
    void asksForAPersonAfterADayWithoutAnyProgress() {
        Waiting waiting = new Waiting(AWAY, NOON, null, 20, null);

        assertThat(pauses.next(
                        waiting,
                        WaitingFor.UNAVAILABLE,
                        false,
                        NOON.plus(Duration.ofHours(24)).minusMillis(1)))
                .isPresent();
        assertThat(pauses.next(waiting, WaitingFor.UNAVAILABLE, false, NOON.plus(Duration.ofHours(24))))
                .isEmpty();
        assertThat(pauses.next(waiting, WaitingFor.UNAVAILABLE, true, NOON.plus(Duration.ofHours(24))))
                .isPresent();
    }

    @ParameterizedTest
    @CsvSource({"0s, 1h", "-1s, 1h", "2s, 1s"})
    void refusesPausesThatCannotGrow(String first, String longest) {
        Map<String, String> wrong =
                Map.of("deletion.jobs.retry-delay", first, "deletion.jobs.max-retry-delay", longest);

        assertThatThrownBy(() -> new RetryPauses(config(wrong))).hasMessageContaining("deletion.jobs.retry-delay");
    }

    private long millis(Waiting before, boolean progressed) {
        return Duration.between(
                        NOON,
                        pauses.next(before, WaitingFor.UNAVAILABLE, progressed, NOON)
                                .orElseThrow())
                .toMillis();
    }

    private static Waiting waiting(int pauses) {
        return new Waiting(AWAY, NOON, null, pauses, null);
    }

    private static JobsConfig config(Map<String, String> values) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addDiscoveredConverters()
                .withMapping(JobsConfig.class)
                .withSources(new PropertiesConfigSource(new HashMap<>(values), "test", 0))
                .build()
                .getConfigMapping(JobsConfig.class);
    }
}
