package io.tenantdeletion.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimesTest {

    @Test
    void aPercentileIsOneOfTheSamples() {
        Times times = new Times(List.of(5.0, 1.0, 4.0, 2.0, 3.0));

        assertThat(times.percentile(95)).isEqualTo(5);
        assertThat(times.percentile(60)).isEqualTo(3);
        assertThat(times.percentile(1)).isEqualTo(1);
    }

    @Test
    void theMedianIsTheMiddleOneWhateverTheOrder() {
        assertThat(new Times(List.of(900.0, 1.0, 20.0)).median()).isEqualTo(20.0);
    }

    @Test
    void theMedianOfAnEvenNumberLiesBetweenTheMiddleTwo() {
        assertThat(new Times(List.of(4.0, 1.0, 3.0, 1000.0)).median()).isEqualTo(3.5);
    }

    @Test
    void oneOutlierDoesNotChangeTheRatio() {
        Times slow = new Times(List.of(30.0, 30.0, 9000.0));
        Times fast = new Times(List.of(20.0, 20.0, 1.0));

        assertThat(slow.ratioTo(fast)).isEqualTo(1.5, within(1e-9));
    }

    @Test
    void durationsBecomeMilliseconds() {
        Times times = Times.of(List.of(Duration.ofNanos(1_500_000), Duration.ofSeconds(2)));

        assertThat(times.min()).isEqualTo(1.5);
        assertThat(times.max()).isEqualTo(2000);
    }

    @Test
    void thereIsNoMedianOfNothing() {
        List<Double> none = List.of();
        assertThatIllegalArgumentException().isThrownBy(() -> new Times(none));
    }
}
