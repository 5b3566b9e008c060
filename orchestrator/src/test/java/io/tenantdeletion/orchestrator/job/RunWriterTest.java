package io.tenantdeletion.orchestrator.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class RunWriterTest {

    private final Deque<Runnable> turns = new ArrayDeque<>();
    private final Deque<Runnable> moments = new ArrayDeque<>();
    private final List<RunWriter.Batch> batches = new ArrayList<>();
    private final Deque<CompletableFuture<Boolean>> open = new ArrayDeque<>();
    private final RunWriter writer = new RunWriter(this::write, turns::add, moments::add);

    private Uni<Boolean> write(RunWriter.Batch batch) {
        batches.add(batch);
        CompletableFuture<Boolean> end = new CompletableFuture<>();
        open.add(end);
        return Uni.createFrom().completionStage(end);
    }

    @Test
    void whatArrivesInOneTurnIsOneWrite() {
        writer.record("purge", done("pos", 1));
        writer.record("purge", done("orders", 2));
        UniAssertSubscriber<Boolean> started = subscribe(writer.start("tenant", List.of("tenant")));
        turn();

        assertThat(batches).hasSize(1);
        assertThat(batches.get(0).answers().keySet())
                .containsExactly(new PlannedStep("purge", "pos"), new PlannedStep("purge", "orders"));
        assertThat(batches.get(0).phase()).isEqualTo("tenant");
        assertThat(batches.get(0).started()).containsExactly("tenant");
        started.assertNotTerminated();
        written();
        started.assertCompleted();
    }

    @Test
    void answersWaitAMomentForOthers() {
        writer.record("purge", done("pos", 1));
        turn();
        assertThat(batches).isEmpty();

        writer.record("purge", done("orders", 1));
        aMomentLater();

        assertThat(batches)
                .singleElement()
                .satisfies(batch -> assertThat(batch.answers()).hasSize(2));
    }

    @Test
    void whatBeginsDuringAWriteIsWrittenRightAfterIt() {
        writer.record("purge", done("pos", 1));
        aMomentLater();
        writer.record("purge", done("orders", 1));
        subscribe(writer.start("tenant", List.of("tenant")));

        written();

        assertThat(batches).hasSize(2);
        assertThat(batches.get(1).answers()).hasSize(1);
        assertThat(batches.get(1).started()).containsExactly("tenant");
    }

    @Test
    void whatArrivesDuringAWriteIsTheNextOne() {
        UniAssertSubscriber<Void> first = subscribe(writer.record("purge", done("pos", 1)));
        aMomentLater();
        UniAssertSubscriber<Void> second = subscribe(writer.record("purge", done("orders", 1)));
        UniAssertSubscriber<Void> third = subscribe(writer.record("purge", done("sales", 1)));
        aMomentLater();
        assertThat(batches).hasSize(1);

        written();
        first.assertCompleted();
        aMomentLater();
        second.assertNotTerminated();
        assertThat(batches).hasSize(2);
        assertThat(batches.get(1).answers()).hasSize(2);

        written();
        second.assertCompleted();
        third.assertCompleted();
        assertThat(open).isEmpty();
    }

    @Test
    void answersOfOneStepAddUpAndTheLastOneCounts() {
        writer.record("purge", StepResult.progressed("pos", Map.of("things", 10L)));
        writer.record("purge", StepResult.progressed("pos", Map.of("things", 5L, "others", 1L)));
        writer.record("purge", done("pos", 2));
        aMomentLater();

        StepResult sum = batches.get(0).answers().get(new PlannedStep("purge", "pos"));
        assertThat(sum.status()).isEqualTo(StepStatus.COMPLETED);
        assertThat(sum.deletedCounts()).isEqualTo(Map.of("things", 17L, "others", 1L));
    }

    @Test
    void countsOfTheWholeJobReplaceTheOthers() {
        writer.record("purge", StepResult.progressed("pos", Map.of("things", 10L)));
        writer.record(
                "purge", StepResult.progressed("pos", Map.of("things", 5L)).with(Map.of("things", 25L)));
        writer.record("purge", done("pos", 2));
        aMomentLater();

        StepResult sum = batches.get(0).answers().get(new PlannedStep("purge", "pos"));
        assertThat(sum.jobCounts()).isEqualTo(Map.of("things", 27L));
    }

    @Test
    void aLostAnswerIsNotForgottenByALaterOne() {
        StepResult lost = new StepResult(
                "pos",
                StepStatus.PENDING,
                0,
                0,
                Map.of(),
                List.of("timed_out"),
                StepResult.Effect.UNKNOWN,
                null,
                Evidence.NONE);
        writer.record("purge", lost);
        writer.record("purge", done("pos", 2));
        aMomentLater();

        assertThat(batches.get(0).answers().get(new PlannedStep("purge", "pos")).effect())
                .isEqualTo(StepResult.Effect.UNKNOWN);
    }

    @Test
    void aFlushWaitsForWhatNobodyWaitedFor() {
        subscribe(writer.flush()).assertCompleted();

        writer.record("purge", done("pos", 1));
        UniAssertSubscriber<Void> early = subscribe(writer.flush());
        turn();
        UniAssertSubscriber<Void> late = subscribe(writer.flush());
        early.assertNotTerminated();
        late.assertNotTerminated();

        written();
        early.assertCompleted();
        late.assertCompleted();
        assertThat(batches).hasSize(1);
    }

    @Test
    void theEndOfTheJobGoesWithTheLastAnswers() {
        writer.record("tenant", done("tenant", 1));
        UniAssertSubscriber<Boolean> completed = subscribe(writer.complete());
        turn();

        assertThat(batches).singleElement().satisfies(batch -> {
            assertThat(batch.completesJob()).isTrue();
            assertThat(batch.answers()).hasSize(1);
        });
        written();
        completed.assertCompleted();
    }

    @Test
    void afterAFailureNothingIsWrittenAnyMore() {
        UniAssertSubscriber<Void> first = subscribe(writer.record("purge", done("pos", 1)));
        aMomentLater();
        UniAssertSubscriber<Void> second = subscribe(writer.record("purge", done("orders", 1)));

        open.poll().completeExceptionally(new IllegalStateException("no database"));
        turn();

        first.assertFailedWith(IllegalStateException.class, "no database");
        second.assertFailedWith(IllegalStateException.class, "no database");
        subscribe(writer.complete()).assertFailedWith(IllegalStateException.class);
        subscribe(writer.flush()).assertFailedWith(IllegalStateException.class);
        turn();
        assertThat(batches).hasSize(1);
    }

    private void written() {
        open.poll().complete(true);
        turn();
    }

    private void aMomentLater() {
        while (!moments.isEmpty()) {
            moments.poll().run();
        }
        turn();
    }

    /** One turn of the event loop, and all that it brings about. */
    private void turn() {
        while (!turns.isEmpty()) {
            turns.poll().run();
        }
    }

    private static <T> UniAssertSubscriber<T> subscribe(Uni<T> end) {
        return end.subscribe().withSubscriber(UniAssertSubscriber.create());
    }

    private static StepResult done(String service, long rows) {
        return StepResult.completed(service, Map.of("things", rows));
    }
}
