package io.tenantdeletion.orchestrator.saga;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.DataDeletionResponse;
import io.tenantdeletion.commons.contract.DataDeletionResult;
import io.tenantdeletion.orchestrator.guard.Failure;
import io.tenantdeletion.orchestrator.guard.FailureKind;
import io.tenantdeletion.orchestrator.guard.GuardConfig;
import io.tenantdeletion.orchestrator.guard.Outcome;
import io.tenantdeletion.orchestrator.job.Evidence;
import io.tenantdeletion.orchestrator.job.JobsConfig;
import io.tenantdeletion.orchestrator.job.StepResult;
import io.tenantdeletion.orchestrator.job.StepResult.Effect;
import io.tenantdeletion.orchestrator.job.StepStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One run of one step: calls the service until it says that nothing is left, and has every answer written down before
 * the next call. A service that says "not complete yet" at once is not called faster than the pace; one that says so
 * over and over without getting further has failed. One that says that it is not this subject's turn yet is called
 * again, however often: it has done nothing, so there is nothing to write down. Where that goes on for too long it is
 * unavailable, and the job makes room for others until it is tried again.
 */
final class PurgeLoop {

    /** More than any table holds, and little enough for sums. */
    private static final long MAX_ROWS = 1_000_000_000_000_000L;

    private final String service;
    private final Supplier<Uni<Outcome<DataDeletionResponse>>> call;
    private final Function<StepResult, Uni<Void>> journal;
    private final Patience patience;
    private final BooleanSupplier stopped;

    private double reached;
    private long claimed;
    private int idleAnswers;
    private boolean goesOn;
    private Long waitingSince;
    private boolean missedItsTurn;

    /**
     * How long a service is put up with.
     *
     * @param maxIdleAnswers answers in a row without progress
     * @param maxTurnWait how long it may not be a subject's turn
     * @param pace the shortest time from call to call
     */
    record Patience(int maxIdleAnswers, Duration maxTurnWait, Duration pace) {

        static Patience of(GuardConfig guard, JobsConfig jobs) {
            return new Patience(guard.maxIdleAnswers(), guard.maxTurnWait(), jobs.callPace());
        }
    }

    PurgeLoop(
            String service,
            Supplier<Uni<Outcome<DataDeletionResponse>>> call,
            Function<StepResult, Uni<Void>> journal,
            Patience patience,
            BooleanSupplier stopped) {
        this.service = service;
        this.call = call;
        this.journal = journal;
        this.patience = patience;
        this.stopped = stopped;
    }

    /**
     * The last answer, which is not written down yet, and {@code in_progress} where the loop was stopped between two
     * calls. Fails only when an answer before could not be written down.
     */
    Uni<StepResult> run() {
        return Multi.createBy()
                .repeating()
                .uni(this::callOnce)
                .whilst(answer -> goesOn)
                .collect()
                .last();
    }

    /**
     * Whether it ended because it was others' turn all the time, and is to be tried again before it loses its place.
     */
    boolean missedItsTurn() {
        return missedItsTurn;
    }

    private Uni<StepResult> callOnce() {
        long begin = System.nanoTime();
        return call.get().chain(outcome -> {
            StepResult answer = judge(outcome);
            goesOn = answer.status() == StepStatus.IN_PROGRESS && !stopped.getAsBoolean();
            return goesOn
                    ? written(outcome, answer).chain(() -> pause(begin)).replaceWith(answer)
                    : Uni.createFrom().item(answer);
        });
    }

    private Uni<Void> written(Outcome<DataDeletionResponse> outcome, StepResult answer) {
        return isWaiting(outcome) && answer.repeats() == 0 ? Uni.createFrom().voidItem() : journal.apply(answer);
    }

    private static boolean isWaiting(Outcome<?> outcome) {
        return outcome.answer() instanceof DataDeletionResponse answer && answer.isWaiting();
    }

    private Uni<Void> pause(long begin) {
        Duration left = patience.pace().minusNanos(System.nanoTime() - begin);
        Uni<Void> now = Uni.createFrom().voidItem();
        // Delays are whole milliseconds, cut off: one more, so that none is too short.
        return left.isNegative() || left.isZero() ? now : now.onItem().delayIt().by(left.plusMillis(1));
    }

    private StepResult judge(Outcome<DataDeletionResponse> outcome) {
        return outcome.problem()
                .map(failure -> failed(outcome, failure, Map.of(), List.of()))
                .orElseGet(() -> judgeAnswer(outcome));
    }

    private static long sum(Map<String, Long> counts) {
        return counts == null
                ? 0
                : counts.values().stream().mapToLong(Long::longValue).sum();
    }

    private StepResult judgeAnswer(Outcome<DataDeletionResponse> outcome) {
        DataDeletionResponse answer = outcome.answer();
        DataDeletionResult summary = answer.summary();
        claimed += summary.totalDeleted();
        if (claimed > MAX_ROWS || claimed < 0 || sum(summary.jobCounts()) > MAX_ROWS) {
            Failure failure = new Failure(FailureKind.INVALID_ANSWER, "it claims more rows than there can be");
            return failed(outcome, failure, Map.of(), List.of());
        }
        return judgeSummary(outcome, answer).with(summary.jobCounts());
    }

    private StepResult judgeSummary(Outcome<DataDeletionResponse> outcome, DataDeletionResponse answer) {
        DataDeletionResult summary = answer.summary();
        if (!summary.success()) {
            Failure failure = new Failure(FailureKind.NOT_DELETED, "the service could not delete everything");
            return failed(outcome, failure, summary.deletedCounts(), summary.errors());
        }
        if (answer.isComplete()) {
            reached = 1;
            return step(outcome, StepStatus.COMPLETED, summary.deletedCounts(), List.of());
        }
        if (answer.isWaiting()) {
            missedItsTurn = hasWaitedTooLong();
            if (missedItsTurn) {
                String detail = "for " + patience.maxTurnWait() + " it has not been this subject's turn there";
                return failed(outcome, new Failure(FailureKind.BUSY, detail), Map.of(), List.of());
            }
        } else {
            waitingSince = null;
            countIdle(answer);
        }
        if (idleAnswers >= patience.maxIdleAnswers()) {
            String detail = idleAnswers + " answers in a row said \"not complete yet\" without any progress";
            return failed(outcome, new Failure(FailureKind.NO_PROGRESS, detail), Map.of(), List.of());
        }
        return step(outcome, StepStatus.IN_PROGRESS, summary.deletedCounts(), List.of());
    }

    private boolean hasWaitedTooLong() {
        long now = System.nanoTime();
        waitingSince = waitingSince == null ? now : waitingSince;
        return now - waitingSince > patience.maxTurnWait().toNanos();
    }

    private void countIdle(DataDeletionResponse answer) {
        double progress = answer.progress() == null ? 0 : answer.progress();
        boolean moved = answer.summary().totalDeleted() > 0 || progress > reached;
        idleAnswers = moved ? 0 : idleAnswers + 1;
        reached = Math.max(reached, progress);
    }

    private StepResult failed(Outcome<?> outcome, Failure failure, Map<String, Long> counts, List<String> said) {
        List<String> errors = new ArrayList<>(failure.lines());
        errors.addAll(said);
        return step(outcome, failure.kind().isUnavailable() ? StepStatus.PENDING : StepStatus.FAILED, counts, errors);
    }

    private StepResult step(Outcome<?> outcome, StepStatus status, Map<String, Long> counts, List<String> errors) {
        return new StepResult(
                service,
                status,
                reached,
                Math.max(0, outcome.tries() - 1),
                counts,
                errors,
                effect(outcome),
                null,
                Evidence.NONE);
    }

    private static Effect effect(Outcome<?> outcome) {
        if (outcome.answerLost()) {
            return Effect.UNKNOWN;
        }
        return outcome.answer() == null || isWaiting(outcome) ? Effect.NONE : Effect.COUNTED;
    }
}
