package io.tenantdeletion.commons.listen;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.listen.MessageOutcome.Kind;
import io.tenantdeletion.commons.problem.ProblemException;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Executor;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/** Decides what becomes of a message, and does what it says. */
@Startup // Its metrics are to be seen, at zero, before the first message.
@ApplicationScoped
class MessageHandler {

    private static final Logger LOG = Logger.getLogger(MessageHandler.class);

    private final ErasureCheck check;
    private final LatePurge purge;
    private final MeterRegistry metrics;
    private final Vertx vertx;

    MessageHandler(ErasureCheck check, LatePurge purge, MeterRegistry metrics, Vertx vertx) {
        this.check = check;
        this.purge = purge;
        this.metrics = metrics;
        this.vertx = vertx;
        for (Kind kind : Kind.values()) {
            metrics.counter("deletion.listener.messages", "outcome", kind.word());
        }
        metrics.counter("deletion.listener.rows");
    }

    /** Never fails. */
    Uni<MessageOutcome> handle(byte[] message) {
        return Uni.createFrom()
                .item(() -> ErasedSubject.read(message))
                .flatMap(this::handle)
                .onFailure()
                .recoverWithItem(MessageHandler::outcome)
                .invoke(outcome -> metrics.counter(
                                "deletion.listener.messages",
                                "outcome",
                                outcome.kind().word())
                        .increment());
    }

    private Uni<MessageOutcome> handle(ErasedSubject message) {
        Executor context = contextOf(message);
        return check.isErased(message)
                .emitOn(context)
                .flatMap(erased -> erased
                        ? purge.run(message).map(rows -> purged(message, rows))
                        : Uni.createFrom().item(MessageOutcome.of(Kind.SKIPPED)))
                .runSubscriptionOn(context);
    }

    private MessageOutcome purged(ErasedSubject message, long rows) {
        if (rows == 0) {
            return MessageOutcome.of(Kind.NOTHING);
        }
        metrics.counter("deletion.listener.rows").increment(rows);
        LOG.warnf(
                "%d rows of the %s %s were left here after the erasure; they are deleted now",
                rows, message.subject().noun(), message.subject().id());
        return MessageOutcome.of(Kind.PURGED);
    }

    private static MessageOutcome outcome(Throwable failure) {
        if (failure instanceof PoisonMessageException) {
            return new MessageOutcome(Kind.DEAD, failure.getMessage());
        }
        if (failure instanceof NotYetException) {
            return new MessageOutcome(Kind.LATER, failure.getMessage());
        }
        LOG.warnf("A deletion that is told of could not be made here; it is tried again: %s", failure);
        return new MessageOutcome(
                Kind.LATER,
                failure instanceof ProblemException problem ? problem.type().slug() : "unavailable");
    }

    /** One of its own for each message: sessions of the database are kept in it, and the ids for the log. */
    private Executor contextOf(ErasedSubject message) {
        Context context = VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());
        VertxContextSafetyToggle.setContextSafe(context, true);
        context.runOnContext(nothing -> {
            message.job().ifPresent(job -> MDC.put("job_id", job.toString()));
            MDC.put(message.subject().noun() + "_id", message.subject().id().toString());
        });
        return task -> context.runOnContext(nothing -> task.run());
    }
}
