package io.tenantdeletion.orchestrator.saga;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.commons.contract.Subject;
import io.tenantdeletion.commons.contract.SubjectKind;
import io.tenantdeletion.commons.trace.Tracing;
import io.vertx.core.Vertx;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jboss.logging.MDC;

/**
 * A Vert.x context of one run, or of a part of it, so that the ids on the log lines of jobs that run at the same time
 * never mix, nor their traces.
 */
final class JobContext implements Executor {

    private final JobId job;
    private final Subject subject;
    private final Context trace;
    private final io.vertx.core.Context context;

    JobContext(Vertx vertx, JobId job, Subject subject) {
        this(vertx.getOrCreateContext(), job, subject, Context.root());
    }

    /** @param trace of what the run is a part of */
    JobContext(Vertx vertx, JobId job, Subject subject, Context trace) {
        this(vertx.getOrCreateContext(), job, subject, trace);
    }

    private JobContext(io.vertx.core.Context from, JobId job, Subject subject, Context trace) {
        this.job = job;
        this.subject = subject;
        this.trace = trace;
        this.context = Tracing.contextOf(trace, from);
        context.runOnContext(nothing -> {
            MDC.put("job_id", job.toString());
            MDC.put(subject.kind() == SubjectKind.TENANT ? "tenant_id" : "user_id", subject.toString());
        });
    }

    /** One on the same thread, whose calls and statements are a part of this span. */
    JobContext within(Span span) {
        return new JobContext(context, job, subject, Context.root().with(span));
    }

    /** What it is a part of. */
    Context trace() {
        return trace;
    }

    /** A call from here, and back to here: a pause before it ends on another thread. */
    <T> Uni<T> call(Supplier<Uni<T>> call) {
        return Uni.createFrom().voidItem().emitOn(this).chain(call::get).emitOn(this);
    }

    @Override
    public void execute(Runnable task) {
        context.runOnContext(nothing -> task.run());
    }
}
