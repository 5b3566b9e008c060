package io.tenantdeletion.orchestrator.saga;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.DataDeletionResponse;
import io.tenantdeletion.commons.contract.DataDeletionResult;
import io.tenantdeletion.commons.contract.Subject;
import io.tenantdeletion.commons.contract.TenantId;
import io.tenantdeletion.orchestrator.guard.Failure;
import io.tenantdeletion.orchestrator.guard.FailureKind;
import io.tenantdeletion.orchestrator.guard.Outcome;
import io.tenantdeletion.orchestrator.job.StepResult;
import io.tenantdeletion.orchestrator.job.StepResult.Effect;
import io.tenantdeletion.orchestrator.job.StepStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PurgeLoopTest {

    private static final TenantId TENANT = new TenantId(UUID.randomUUID());

    private final Deque<Outcome<DataDeletionResponse>> answers = new ArrayDeque<>();
    private final List<StepResult> written = new ArrayList<>();
    private boolean stopped;
    private Duration pace = Duration.ZERO;
    private Duration turn = Duration.ofMinutes(5);

    @Test
    void writesEveryAnswerDownBeforeTheNextCall() {
        given(incomplete(10, 0.3), incomplete(20, 0.6), complete(5));

        StepResult last = run();

        assertThat(written).extracting(StepResult::progress).containsExactly(0.3, 0.6);
        assertThat(last.status()).isEqualTo(StepStatus.COMPLETED);
        assertThat(last.progress()).isEqualTo(1);
        assertThat(last.deletedCounts()).containsEntry("things", 5L);
    }

    @Test
    void stopsBetweenTwoCallsAndNeverInsideOne() {
        given(incomplete(10, 0.3), incomplete(20, 0.6), complete(5));
        stopped = true;

        StepResult last = run();

        assertThat(last.status()).isEqualTo(StepStatus.IN_PROGRESS);
        assertThat(last.deletedCounts()).containsEntry("things", 10L);
        assertThat(answers).hasSize(2);
    }

    @Test
    void aStopDoesNotUndoWhatIsComplete() {
        given(complete(5));
        stopped = true;

        assertThat(run().status()).isEqualTo(StepStatus.COMPLETED);
    }

    @Test
    void neverLosesGroundWhenAServiceTellsLessThanBefore() {
        given(incomplete(1, 0.6), incomplete(1, 0.2), complete(0));

        run();

        assertThat(written).extracting(StepResult::progress).containsExactly(0.6, 0.6);
    }

    @Test
    void failsAServiceThatGetsNoFurther() {
        given(incomplete(1, 0.5), incomplete(0, 0.5), incomplete(0, 0.5), incomplete(0, 0.5), complete(1));

        assertThat(run().errors().get(0)).startsWith("no_progress");
        assertThat(answers).hasSize(1);
    }

    @Test
    void aServiceWhoseTurnItIsNotYetIsCalledAgainHoweverOften() {
        for (int round = 0; round < 50; round++) {
            answers.add(waiting());
        }
        answers.add(complete(1));

        assertThat(run().status()).isEqualTo(StepStatus.COMPLETED);
        assertThat(written).isEmpty();
    }

    @Test
    void whoseTurnNeverComesMakesRoomForOthersAndIsTriedAgain() {
        turn = Duration.ofNanos(1);
        given(incomplete(1, 0.1), waiting(), waiting(), complete(1));

        StepResult end = run();

        assertThat(end.status()).isEqualTo(StepStatus.PENDING);
        assertThat(end.errors()).singleElement().asString().startsWith("busy: for PT0.000000001S it has not been");
        assertThat(answers).hasSize(1);
        assertThat(written).hasSize(1);
    }

    @Test
    void stopsWhileAServiceWaitsForItsTurn() {
        given(waiting(), complete(1));
        stopped = true;

        assertThat(run().status()).isEqualTo(StepStatus.IN_PROGRESS);
        assertThat(answers).hasSize(1);
    }

    @Test
    void isPatientWhileAnythingMoves() {
        given(incomplete(0, 0.1), incomplete(0, 0.1), incomplete(1, 0.1), incomplete(0, 0.1), incomplete(0, 0.1));
        answers.add(complete(0));

        assertThat(run().status()).isEqualTo(StepStatus.COMPLETED);
    }

    @Test
    void runsAsLongAsItTakes() {
        for (int round = 0; round < 50_000; round++) {
            answers.add(incomplete(1, 0.5));
        }
        answers.add(complete(1));

        assertThat(run().status()).isEqualTo(StepStatus.COMPLETED);
        assertThat(written).hasSize(50_000);
    }

    @Test
    void isNotCalledMoreOftenThanItsPace() {
        given(incomplete(1, 0.3), incomplete(1, 0.6), complete(1));
        pace = Duration.ofMillis(60);
        long begin = System.nanoTime();

        run();

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(pace.multipliedBy(2));
    }

    @Test
    void countsRepeatedCallsAndLeavesTheStepOpenWhereNobodyAnswered() {
        given(Outcome.<DataDeletionResponse>failed(new Failure(FailureKind.TIMED_OUT, "late"))
                .after(4, false));

        StepResult last = run();

        assertThat(last.status()).isEqualTo(StepStatus.PENDING);
        assertThat(last.repeats()).isEqualTo(3);
        assertThat(last.errors()).containsExactly("timed_out: late");
    }

    @Test
    void aCallThatWasNeverMadeIsNoRepeat() {
        given(Outcome.<DataDeletionResponse>failed(new Failure(FailureKind.CIRCUIT_OPEN, "open"))
                .after(0, false));

        assertThat(run().repeats()).isZero();
    }

    @Test
    void tellsWhatIsKnownOfTheEffect() {
        given(incomplete(1, 0.5), complete(1).after(2, true));

        assertThat(run().effect()).isEqualTo(Effect.UNKNOWN);
        assertThat(written).extracting(StepResult::effect).containsExactly(Effect.COUNTED);

        given(Outcome.failed(new Failure(FailureKind.REFUSED, "no")));
        assertThat(run().effect()).isEqualTo(Effect.NONE);
    }

    @Test
    void believesNoMoreRowsThanThereCanBe() {
        given(incomplete(900_000_000_000_000L, 0.1), incomplete(900_000_000_000_000L, 0.2), complete(1));

        StepResult last = run();

        assertThat(last.status()).isEqualTo(StepStatus.FAILED);
        assertThat(last.errors()).containsExactly("invalid_answer: it claims more rows than there can be");
        assertThat(answers).hasSize(1);
    }

    @Test
    void stopsWhenAnAnswerCannotBeWrittenDown() {
        given(incomplete(1, 0.5));
        PurgeLoop loop = new PurgeLoop(
                "pos",
                () -> Uni.createFrom().item(answers.poll()),
                answer -> Uni.createFrom().failure(new IllegalStateException("no database")),
                new PurgeLoop.Patience(3, turn, Duration.ZERO),
                () -> false);

        assertThat(loop.run().onFailure().recoverWithNull().await().indefinitely())
                .isNull();
    }

    @SafeVarargs
    private void given(Outcome<DataDeletionResponse>... outcomes) {
        answers.addAll(List.of(outcomes));
    }

    private StepResult run() {
        return new PurgeLoop(
                        "pos",
                        () -> Uni.createFrom().item(answers.poll()),
                        answer -> Uni.createFrom().voidItem().invoke(() -> written.add(answer)),
                        new PurgeLoop.Patience(3, turn, pace),
                        () -> stopped)
                .run()
                .await()
                .indefinitely();
    }

    private static Outcome<DataDeletionResponse> complete(long rows) {
        return Outcome.answered(DataDeletionResponse.completed(result(rows))).after(1, false);
    }

    private static Outcome<DataDeletionResponse> waiting() {
        return Outcome.answered(DataDeletionResponse.waiting(result(0), DataDeletionResponse.OTHER_PURGES))
                .after(1, false);
    }

    private static Outcome<DataDeletionResponse> incomplete(long rows, double progress) {
        return Outcome.answered(DataDeletionResponse.incomplete(result(rows), progress))
                .after(1, false);
    }

    private static DataDeletionResult result(long rows) {
        return DataDeletionResult.of(Subject.of(TENANT), "pos", Map.of("things", rows), Instant.EPOCH);
    }
}
