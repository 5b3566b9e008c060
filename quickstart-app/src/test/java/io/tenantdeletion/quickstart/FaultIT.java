package io.tenantdeletion.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantdeletion.quickstart.FaultRound.Scale;
import java.time.Duration;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every job comes to its end by itself, whatever is killed, stopped or restarted meanwhile, and takes nothing else
 * along. Short in {@code ./mvnw verify}, longer in {@code .ci/run}, long with {@code -Pnightly}; {@code -Dfaults.seed}
 * replays a round.
 */
@Tag("rounds")
class FaultIT {

    private static final long FIRST_SEED = 1;

    private static final Scale SCALE = new Scale(
            Integer.getInteger("faults.tenants", 6),
            Long.getLong("faults.window", 12_000),
            Long.getLong("faults.longest", 4_000),
            Duration.ofMinutes(3));

    private static SharedPlatform shared;

    @BeforeAll
    static void start() {
        shared = SharedPlatform.get();
    }

    /** One seed that is always the same, then others. */
    static Stream<Arguments> seeds() {
        Long given = Long.getLong("faults.seed");
        Random random = new Random();
        return Stream.iterate(0, round -> round < SharedPlatform.ROUNDS, round -> round + 1)
                .map(round -> Arguments.of(
                        round, round == 0 ? given == null ? FIRST_SEED : given : (Object) random.nextLong(1_000_000)));
    }

    @ParameterizedTest(name = "seed {1}")
    @MethodSource("seeds")
    void everyJobEndsWellByItself(int round, long seed) {
        FaultReport report = new FaultRound(shared.platform(), shared.participant(), SCALE)
                .run(seed, SharedPlatform.accounts(round));
        System.out.println(report);
        assertThat(report.isClean()).as(report.toString()).isTrue();
    }
}
