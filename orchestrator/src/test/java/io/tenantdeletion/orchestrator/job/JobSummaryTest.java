package io.tenantdeletion.orchestrator.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JobSummaryTest {

    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

    @Test
    void addsUp() {
        JobSummary summary = JobSummary.of(List.of(
                step(StepStatus.COMPLETED, 1, 10),
                step(StepStatus.IN_PROGRESS, 0.5, 5),
                step(StepStatus.FAILED, 0.25, 1),
                step(StepStatus.PENDING, 0, 0)));

        assertThat(summary).isEqualTo(new JobSummary(43.7, 16, 1, 1));
    }

    @Test
    void isNotAllDoneBeforeItIs() {
        JobSummary summary =
                JobSummary.of(List.of(step(StepStatus.COMPLETED, 1, 1), step(StepStatus.IN_PROGRESS, 0.9999, 1)));

        assertThat(summary.progress()).isLessThan(100);
    }

    @Test
    void isAllDoneWhenEveryStepCompleted() {
        assertThat(JobSummary.of(List.of(step(StepStatus.COMPLETED, 0, 0))).progress())
                .isEqualTo(100);
        assertThat(JobSummary.of(List.of()).progress()).isZero();
    }

    @Test
    void measuresToTheEndOrToNow() {
        assertThat(JobSummary.seconds(null, null, NOON)).isNull();
        assertThat(JobSummary.seconds(NOON, null, NOON.plusMillis(1500))).isEqualTo(1.5);
        assertThat(JobSummary.seconds(NOON, NOON.plusSeconds(2), NOON.plusSeconds(60)))
                .isEqualTo(2);
        // Replicas' clocks differ a little.
        assertThat(JobSummary.seconds(NOON, null, NOON.minusSeconds(1))).isZero();
    }

    private static DeletionStep step(StepStatus status, double progress, long rows) {
        return new DeletionStep(
                "purge",
                "s",
                status,
                1,
                progress,
                Map.of("things", rows),
                List.of(),
                false,
                NOON,
                null,
                Evidence.NONE,
                null);
    }
}
