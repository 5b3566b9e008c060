package io.tenantdeletion.orchestrator.confirmation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantdeletion.orchestrator.job.Expectation;
import io.tenantdeletion.orchestrator.job.Expectation.Counted;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DriftTest {

    @ParameterizedTest
    @CsvSource({
        "100, 100, true",
        "100, 110, true",
        "100, 90,  true",
        "1000, 1100, true",
        "1000, 900, true",
        "1000, 1101, false",
        "1000, 899,  false",
        "0,   0,   true",
        "0,   10,  true",
        "0,   11,  false",
        "11,  0,   false",
    })
    void rowsMayMoveByAShare(long then, long now, boolean allowed) {
        assertThat(Drift.between(pos(then, "p1"), pos(now, "p1"), 0.1).isEmpty())
                .isEqualTo(allowed);
    }

    @Test
    void whatOneServiceLosesDoesNotMakeUpForWhatAnotherGains() {
        Expectation seen = new Expectation(Map.of("pos", new Counted(100, "p"), "sales", new Counted(500, "p")));
        Expectation now = new Expectation(Map.of("pos", new Counted(150, "p"), "sales", new Counted(450, "p")));

        assertThat(Drift.between(seen, now, 0.1)).containsExactly("pos: 100 rows then, 150 now");
    }

    @Test
    void aPlanMayChangeForTheSameRowsGo() {
        assertThat(Drift.between(pos(100, "p1"), pos(100, "p2"), 0.1)).isEmpty();
        assertThat(Drift.between(pos(100, null), pos(100, "p1"), 0.1)).isEmpty();
    }

    @Test
    void aServiceMayNotComeOrGo() {
        Expectation two = new Expectation(Map.of("pos", new Counted(1, "p"), "sales", new Counted(0, "p")));

        assertThat(Drift.between(pos(1, "p"), two, 0.1)).containsExactly("sales takes part now");
        assertThat(Drift.between(two, pos(1, "p"), 0.1)).containsExactly("sales does not take part any more");
    }

    private static Expectation pos(long rows, String plan) {
        return new Expectation(Map.of("pos", new Counted(rows, plan)));
    }
}
