package io.tenantdeletion.orchestrator.saga;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.BlockingTransaction;
import io.tenantdeletion.orchestrator.guard.Failure;
import io.tenantdeletion.orchestrator.guard.FailureKind;
import io.tenantdeletion.orchestrator.guard.Outcome;
import io.tenantdeletion.orchestrator.job.StepResult;
import io.tenantdeletion.orchestrator.job.StepStatus;
import io.tenantdeletion.orchestrator.job.Verification;
import io.tenantdeletion.orchestrator.job.Verification.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VerifyLoopTest {

    private static final Verification NOTHING = counted(0, 0);
    private static final Verification OPEN = waiting(4711);

    private final Deque<Outcome<Verification>> answers = new ArrayDeque<>();
    private final Deque<StepResult> purges = new ArrayDeque<>();
    private final List<StepResult> written = new ArrayList<>();
    private Duration askFor = Duration.ofMinutes(1);
    private boolean stopped;

    private record Config(Duration pollEvery, Duration maxPollEvery, Duration askFor, Duration maxRetryDelay)
            implements VerificationConfig {}

    @Test
    void nothingLeftIsTheEnd() {
        given(NOTHING);

        StepResult last = run();

        assertThat(last.status()).isEqualTo(StepStatus.COMPLETED);
        assertThat(last.evidence().verification()).isEqualTo(NOTHING).matches(Verification::isProven);
        assertThat(written).isEmpty();
    }

    @Test
    void whatAPreviewDoesNotSeeIsNotProvenToBeGone() {
        given(Verification.counted(Source.PREVIEW, Map.of("things", 0L), Map.of(), Instant.EPOCH));

        StepResult last = run();

        assertThat(last.status()).isEqualTo(StepStatus.COMPLETED);
        assertThat(last.evidence().verification().isProven()).isFalse();
    }

    @Test
    void asksAgainAndWritesDownWhatIsNew() {
        given(OPEN, OPEN, waiting(4712), NOTHING);

        StepResult last = run();

        assertThat(last.status()).isEqualTo(StepStatus.COMPLETED);
        assertThat(written)
                .extracting(answer -> answer.evidence().verification())
                .containsExactly(OPEN, waiting(4712));
    }

    @Test
    void doesNotAskForEver() {
        given(OPEN, NOTHING);
        askFor = Duration.ZERO;

        StepResult last = run();

        assertThat(last.status()).isEqualTo(StepStatus.PENDING);
        assertThat(last.errors()).containsExactly("open_transactions: pid 4711 (nightly) since 1970-01-01T00:00:00Z");
        assertThat(last.evidence().isWaiting()).isTrue();
    }

    @Test
    void stopsBetweenTwoQuestions() {
        given(OPEN, NOTHING);
        stopped = true;

        assertThat(run().status()).isEqualTo(StepStatus.IN_PROGRESS);
        assertThat(answers).hasSize(1);
    }

    @Test
    void stopsBeforeAFurtherPurge() {
        given(counted(2, 0), NOTHING);
        stopped = true;

        assertThat(run().status()).isEqualTo(StepStatus.IN_PROGRESS);
    }

    @Test
    void purgesAgainThreeTimesAtMost() {
        given(counted(4, 0), counted(3, 0), counted(2, 0), counted(1, 0));
        purges.addAll(List.of(purged(), purged(), purged(), purged()));

        StepResult last = run();

        assertThat(last.status()).isEqualTo(StepStatus.FAILED);
        assertThat(last.errors()).containsExactly("residual: left after 3 further purges: things: 1 row");
        assertThat(purges).hasSize(1);
        assertThat(written).hasSize(3);
    }

    @Test
    void aPreviewThatGoesOnSeeingRowsIsBelievedWhateverThePurgesSayTheyDeleted() {
        Verification seen = Verification.counted(Source.PREVIEW, Map.of("things", 1L), Map.of(), Instant.EPOCH);
        given(seen, seen, seen, seen);
        purges.addAll(List.of(purged(), purged(), purged()));

        StepResult last = run();

        assertThat(last.status()).isEqualTo(StepStatus.FAILED);
        assertThat(last.evidence().verification()).isEqualTo(seen);
    }

    @Test
    void goesOnWhenAFurtherPurgeHasHelped() {
        given(counted(4, 0), OPEN, NOTHING);
        purges.add(purged());

        assertThat(run().status()).isEqualTo(StepStatus.COMPLETED);
    }

    @Test
    void endsAsTheFurtherPurgeEnded() {
        given(counted(4, 0), NOTHING);
        purges.add(StepResult.unavailable("pos", List.of("timed_out: late")));

        StepResult last = run();

        assertThat(last.status()).isEqualTo(StepStatus.PENDING);
        assertThat(last.errors()).containsExactly("timed_out: late");
        assertThat(last.evidence().verification().residual()).containsEntry("things", 4L);
    }

    @Test
    void rowsOfOthersAreForAPersonAtOnce() {
        given(counted(4, 2));

        StepResult last = run();

        assertThat(last.status()).isEqualTo(StepStatus.FAILED);
        assertThat(last.errors()).containsExactly("touched_others: rows of others: shared: 2 rows");
    }

    @Test
    void noAnswerIsNoZero() {
        answers.add(Outcome.<Verification>failed(new Failure(FailureKind.ERROR, "status 503"))
                .after(3, false));

        StepResult last = run();

        assertThat(last.status()).isEqualTo(StepStatus.PENDING);
        assertThat(last.repeats()).isEqualTo(2);
    }

    private void given(Verification... found) {
        for (Verification one : found) {
            answers.add(Outcome.answered(one).after(1, false));
        }
    }

    private StepResult run() {
        return new VerifyLoop(
                        "pos",
                        new VerifyLoop.Calls(
                                () -> Uni.createFrom().item(answers.poll()),
                                found -> Uni.createFrom().item(purges.poll())),
                        answer -> Uni.createFrom().voidItem().invoke(() -> written.add(answer)),
                        new Config(Duration.ofMillis(1), Duration.ofMillis(2), askFor, Duration.ZERO),
                        () -> stopped)
                .run()
                .await()
                .indefinitely();
    }

    private static Verification counted(long left, long others) {
        return Verification.counted(
                Source.VERIFICATION, Map.of("things", left, "none", 0L), Map.of("shared", others), Instant.EPOCH);
    }

    private static Verification waiting(int pid) {
        return Verification.waiting(List.of(new BlockingTransaction(pid, "nightly", Instant.EPOCH)));
    }

    private static StepResult purged() {
        return StepResult.completed("pos", Map.of("things", 1L));
    }
}
