package io.tenantdeletion.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FaultPlanTest {

    @Test
    void aSeedReplaysItsFaults() {
        assertThat(plan(7)).isEqualTo(plan(7)).isNotEqualTo(plan(8));
    }

    @Test
    void everyTargetFailsAndSeveralAtOnce() {
        assertThat(Stream.concat(FaultPlan.PROCESSES.stream(), Stream.of(FaultPlan.PARTICIPANT, FaultPlan.ROWS)))
                .allSatisfy(target -> assertThat(plan(7).of(target)).isNotEmpty());
        assertThat(plan(7).faults())
                .anySatisfy(fault -> assertThat(plan(7).faults())
                        .anyMatch(other -> !other.target().equals(fault.target())
                                && other.at() >= fault.at()
                                && other.at() < fault.at() + fault.lasts()));
    }

    private static FaultPlan plan(long seed) {
        return FaultPlan.of(new Random(seed), 12_000, 4_000);
    }
}
