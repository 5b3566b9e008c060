package io.tenantdeletion.commons.audit;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.ws.rs.WebApplicationException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Takes refusals at once and writes them down a moment later, many in one go, on a timer of its own. After a failure
 * the next attempt comes later, up to a limit.
 */
public final class RefusalForwarder {

    private static final Logger LOG = Logger.getLogger(RefusalForwarder.class);

    private static final long LAST_FLUSH_SECONDS = 5;

    /** Answers after which the same events would be refused again. */
    private static final Set<Integer> FINAL = Set.of(400, 413, 415, 422);

    private final AuditTrailConfig config;
    private final Function<List<AuditEvent>, Uni<Void>> sink;
    private final Vertx vertx;
    private final RefusalBuffer buffer;
    private volatile Duration pause;
    private volatile long timer;
    private volatile boolean stopped;

    /**
     * @param actor who says that some refusals found no room
     * @param sink writes at most {@link AuditEvents#MAX} down; may fail
     */
    public RefusalForwarder(
            AuditTrailConfig config, String actor, Function<List<AuditEvent>, Uni<Void>> sink, Vertx vertx) {
        this.config = config;
        this.sink = sink;
        this.vertx = vertx;
        this.buffer = new RefusalBuffer(config.bufferSize(), actor, this::write, Clock.systemUTC());
        this.pause = config.flushEvery();
    }

    /** Takes a refusal; neither waits nor fails. */
    public void add(AuditEvent refusal) {
        buffer.add(refusal);
    }

    /** Begins to write; called once, and not while a request is served. */
    public void start() {
        if (!stopped) {
            timer = vertx.setTimer(pause.toMillis(), tick -> flush().subscribe().with(done -> start()));
        }
    }

    /** Writes no more by itself. */
    public void stop() {
        stopped = true;
        vertx.cancelTimer(timer);
    }

    /**
     * Writes the rest down and no more after that. The thread that stops the application waits, for a few seconds at
     * most: afterwards there is no connection any more.
     */
    public void finish() {
        stop();
        flush().subscribeAsCompletionStage()
                .orTimeout(LAST_FLUSH_SECONDS, TimeUnit.SECONDS)
                .exceptionally(failure -> {
                    LOG.warn("The last refusals could not be written down", failure);
                    return null;
                })
                .join();
    }

    /** Writes down what was taken so far; never fails. */
    public Uni<Void> flush() {
        return buffer.flush()
                .invoke(() -> pause = config.flushEvery())
                .onFailure()
                .invoke(this::failed)
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Void> write(List<AuditEvent> batch) {
        return sink.apply(batch).ifNoItem().after(config.flushTimeout()).fail();
    }

    private void failed(Throwable failure) {
        if (failure instanceof WebApplicationException answer
                && FINAL.contains(answer.getResponse().getStatus())) {
            LOG.errorf("The audit log does not take these refusals; dropped: %s", failure.getMessage());
            buffer.giveUp();
            return;
        }
        LOG.warnf("Refusals could not be written to the audit log and are kept for now: %s", failure);
        Duration doubled = pause.multipliedBy(2);
        pause = doubled.compareTo(config.maxPause()) > 0 ? config.maxPause() : doubled;
    }
}
