package io.tenantdeletion.commons.listen;

import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.listen.MessageOutcome.Kind;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.trace.TraceParent;
import io.tenantdeletion.commons.trace.Tracing;
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
    private final Tracing tracing;

    MessageHandler(ErasureCheck check, LatePurge purge, MeterRegistry metrics, Vertx vertx, Tracing tracing) {
        this.check = check;
        this.purge = purge;
        this.metrics = metrics;
        this.vertx = vertx;
        this.tracing = tracing;
        for (Kind kind : Kind.values()) {
            metrics.counter("deletion.listener.messages", "outcome", kind.word());
        }
        metrics.counter("deletion.listener.rows");
    }

    /**
     * Never fails.
     *
     * @param traceparent the trace that the message is a part of, or null
     */
    Uni<MessageOutcome> handle(byte[] message, String traceparent) {
        return Uni.createFrom()
                .item(() -> ErasedSubject.read(message))
                .flatMap(subject -> handle(subject, traceparent))
                .onFailure()
                .recoverWithItem(MessageHandler::outcome)
                .invoke(outcome -> metrics.counter(
                                "deletion.listener.messages",
                                "outcome",
                                outcome.kind().word())
                        .increment());
    }

    private Uni<MessageOutcome> handle(ErasedSubject message, String traceparent) {
        Span span = tracing.tracer()
                .spanBuilder("process " + message.subject().noun() + ".deleted")
                .setSpanKind(SpanKind.CONSUMER)
                .setParent(TraceParent.context(traceparent))
                .startSpan();
        Executor context = contextOf(message, span);
        return check.isErased(message)
                .emitOn(context)
                .flatMap(erased -> erased
                        ? purge.run(message).map(rows -> purged(message, rows))
                        : Uni.createFrom().item(MessageOutcome.of(Kind.SKIPPED)))
                .runSubscriptionOn(context)
                .onTermination()
                .invoke(span::end);
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
    private Executor contextOf(ErasedSubject message, Span span) {
        io.vertx.core.Context context = Tracing.contextOf(
                tracing.isEnabled() ? Context.root().with(span) : Context.root(), vertx.getOrCreateContext());
        context.runOnContext(nothing -> {
            message.job().ifPresent(job -> MDC.put("job_id", job.toString()));
            MDC.put(message.subject().noun() + "_id", message.subject().id().toString());
        });
        return task -> context.runOnContext(nothing -> task.run());
    }
}
