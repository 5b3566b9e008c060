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
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/**
 * Takes refusals at once and writes them down a moment later, many in one go, on a timer of its own. After a failure
 * the next attempt comes later, up to a limit; an event that is refused for good is set aside, so that it holds up no
 * other one.
 */
public final class RefusalForwarder {

    private static final Logger LOG = Logger.getLogger(RefusalForwarder.class);

    private static final long LAST_FLUSH_SECONDS = 5;

    /** Refusals that end by themselves, once a key, a clock or the load is right again. */
    private static final Set<Integer> PASSING = Set.of(401, 408, 429);

    private final AuditTrailConfig config;
    private final Function<List<AuditEvent>, Uni<Void>> sink;
    private final Vertx vertx;
    private final RefusalBuffer buffer;
    private volatile Duration pause;
    private volatile long timer;
    private volatile boolean stopped;

    /**
     * One whose sink is a call: an answer 4xx is final, but for those that tell to try again.
     *
     * @param actor who says that some refusals were dropped
     * @param sink writes at most {@link AuditEvents#MAX} down, all or none; may fail
     */
    public RefusalForwarder(
            AuditTrailConfig config, String actor, Function<List<AuditEvent>, Uni<Void>> sink, Vertx vertx) {
        this(config, actor, sink, RefusalForwarder::isFinal, vertx);
    }

    /**
     * The same with a sink whose failures are of another kind.
     *
     * @param isFinal whether the same events would fail in the same way again
     */
    public RefusalForwarder(
            AuditTrailConfig config,
            String actor,
            Function<List<AuditEvent>, Uni<Void>> sink,
            Predicate<Throwable> isFinal,
            Vertx vertx) {
        this.config = config;
        this.sink = sink;
        this.vertx = vertx;
        this.buffer = new RefusalBuffer(config.bufferSize(), actor, this::write, isFinal, Clock.systemUTC());
        this.pause = config.flushEvery();
    }

    private static boolean isFinal(Throwable failure) {
        if (!(failure instanceof WebApplicationException answer)) {
            return false;
        }
        int status = answer.getResponse().getStatus();
        return status >= 400 && status < 500 && !PASSING.contains(status);
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
        LOG.warnf("Refusals could not be written to the audit log and are kept for now: %s", failure);
        Duration doubled = pause.multipliedBy(2);
        pause = doubled.compareTo(config.maxPause()) > 0 ? config.maxPause() : doubled;
    }
}
