package io.tenantdeletion.orchestrator.job;

import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * Writes what one run comes to. Answers are written a moment later, together with those that arrive meanwhile, so that
 * a job costs a handful of commits however many services take part; what begins or ends, and whatever came before it,
 * is written at once. Nothing overtakes anything, and once a write has failed every later one fails alike. Not
 * thread-safe: used on the run's context only.
 */
public final class RunWriter {

    private final Function<Batch, Uni<Boolean>> write;
    private final Executor context;
    private final Executor later;
    private Batch current = new Batch();
    private Batch next = new Batch();
    private boolean writing;
    private boolean waiting;
    private Throwable failure;

    /** @param later runs what it is given in the same context, a moment later */
    RunWriter(Function<Batch, Uni<Boolean>> write, Executor context, Executor later) {
        this.write = write;
        this.context = context;
        this.later = later;
        current.done.complete(true);
    }

    /** A call of this step was answered; ends when that is written down. */
    public Uni<Void> record(String phase, StepResult answer) {
        next.answers.merge(new PlannedStep(phase, answer.service()), answer, StepResult::followedBy);
        Batch mine = next;
        if (failure == null && !writing) {
            writeLater();
        }
        return written(mine).replaceWithVoid();
    }

    /**
     * These steps are about to be called; ends when that, and everything before, is written down.
     *
     * @return whether they may be: not under a legal hold
     */
    public Uni<Boolean> start(String phase, List<String> services) {
        next.phase = phase;
        next.started = services;
        return writtenNow();
    }

    /**
     * The job is completed, and the run over; ends when that, and everything before, is written down.
     *
     * @return whether it is: not under a legal hold
     */
    public Uni<Boolean> complete() {
        next.completesJob = true;
        return writtenNow();
    }

    /** Ends when everything so far is written down. */
    public Uni<Void> flush() {
        if (failure != null || !next.isEmpty()) {
            return writtenNow().replaceWithVoid();
        }
        return Uni.createFrom().completionStage(current.done::copy).replaceWithVoid();
    }

    private Uni<Boolean> writtenNow() {
        Batch mine = next;
        mine.isUrgent = true;
        if (failure == null && !writing) {
            writing = true;
            context.execute(this::writeNext);
        }
        return written(mine);
    }

    private Uni<Boolean> written(Batch batch) {
        return failure != null
                ? Uni.createFrom().failure(failure)
                : Uni.createFrom().completionStage(batch.done::copy);
    }

    private void writeLater() {
        if (!waiting) {
            waiting = true;
            later.execute(() -> {
                waiting = false;
                if (!writing && !next.isEmpty()) {
                    writing = true;
                    writeNext();
                }
            });
        }
    }

    private void writeNext() {
        Batch batch = next;
        current = batch;
        next = new Batch();
        write.apply(batch)
                .subscribe()
                .with(
                        free -> context.execute(() -> wrote(batch, free)),
                        thrown -> context.execute(() -> failed(batch, thrown)));
    }

    private void wrote(Batch batch, boolean free) {
        writing = next.isUrgent;
        batch.done.complete(free);
        if (writing) {
            writeNext();
        } else if (!next.isEmpty()) {
            writeLater();
        }
    }

    private void failed(Batch batch, Throwable thrown) {
        failure = thrown;
        batch.done.completeExceptionally(thrown);
        next.done.completeExceptionally(thrown);
    }

    /** What one write takes: answers first, then the steps that start or the end of the job. */
    static final class Batch {
        private final Map<PlannedStep, StepResult> answers = new LinkedHashMap<>();
        private final CompletableFuture<Boolean> done = new CompletableFuture<>();
        private String phase;
        private List<String> started = new ArrayList<>();
        private boolean completesJob;
        private boolean isUrgent;

        Map<PlannedStep, StepResult> answers() {
            return answers;
        }

        String phase() {
            return phase;
        }

        List<String> started() {
            return started;
        }

        boolean completesJob() {
            return completesJob;
        }

        private boolean isEmpty() {
            return answers.isEmpty() && started.isEmpty() && !completesJob;
        }
    }
}
