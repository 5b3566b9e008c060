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
 * Writes what one run comes to. What arrives while a write is under way, or in the same turn of the event loop, is
 * written by the next one together, so that a job costs a handful of commits however many services take part. Nothing
 * overtakes anything, and once a write has failed every later one fails alike. Not thread-safe: used on the run's
 * context only.
 */
public final class RunWriter {

    private final Function<Batch, Uni<Boolean>> write;
    private final Executor context;
    private Batch current = new Batch();
    private Batch next = new Batch();
    private boolean writing;
    private Throwable failure;

    RunWriter(Function<Batch, Uni<Boolean>> write, Executor context) {
        this.write = write;
        this.context = context;
        current.done.complete(true);
    }

    /** A call of this step was answered; ends when that is written down. */
    public Uni<Void> record(String phase, StepResult answer) {
        next.answers.merge(new PlannedStep(phase, answer.service()), answer, StepResult::followedBy);
        return written().replaceWithVoid();
    }

    /**
     * These steps are about to be called; ends when that, and everything before, is written down.
     *
     * @return whether they may be: not under a legal hold
     */
    public Uni<Boolean> start(String phase, List<String> services) {
        next.phase = phase;
        next.started = services;
        return written();
    }

    /**
     * The job is completed, and the run over; ends when that, and everything before, is written down.
     *
     * @return whether it is: not under a legal hold
     */
    public Uni<Boolean> complete() {
        next.completesJob = true;
        return written();
    }

    /** Ends when everything so far is written down. */
    public Uni<Void> flush() {
        if (failure != null || !next.isEmpty()) {
            return written().replaceWithVoid();
        }
        return Uni.createFrom().completionStage(current.done::copy).replaceWithVoid();
    }

    private Uni<Boolean> written() {
        if (failure != null) {
            return Uni.createFrom().failure(failure);
        }
        Batch mine = next;
        if (!writing) {
            writing = true;
            context.execute(this::writeNext);
        }
        return Uni.createFrom().completionStage(mine.done::copy);
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
        writing = !next.isEmpty();
        batch.done.complete(free);
        if (writing) {
            writeNext();
        }
    }

    private void failed(Batch batch, Throwable thrown) {
        failure = thrown;
        batch.done.completeExceptionally(thrown);
        next.done.completeExceptionally(thrown);
    }

    /** What one write takes: answers first, then the steps that start, then the end of the job. */
    static final class Batch {
        private final Map<PlannedStep, StepResult> answers = new LinkedHashMap<>();
        private final CompletableFuture<Boolean> done = new CompletableFuture<>();
        private String phase;
        private List<String> started = new ArrayList<>();
        private boolean completesJob;

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
