package io.tenantdeletion.orchestrator.saga;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.SubjectKind;
import io.tenantdeletion.commons.trace.TraceParent;
import io.tenantdeletion.commons.trace.Tracing;
import io.tenantdeletion.orchestrator.job.JobStatus;
import io.tenantdeletion.orchestrator.job.Lease;
import io.tenantdeletion.orchestrator.job.StepResult;
import io.tenantdeletion.orchestrator.job.StepStatus;
import io.tenantdeletion.orchestrator.trace.JobTraces;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * The spans of a job: its run, in that its phases, in those their steps, in those the calls. Each has a context of its
 * own, because steps run side by side. Where traces are off, there are neither.
 */
@ApplicationScoped
class JobSpans {

    private static final AttributeKey<String> JOB = AttributeKey.stringKey("deletion.job_id");
    private static final AttributeKey<String> SUBJECT = AttributeKey.stringKey("deletion.subject_kind");
    private static final AttributeKey<String> PHASE = AttributeKey.stringKey("deletion.phase");
    private static final AttributeKey<String> SERVICE = AttributeKey.stringKey("deletion.service");
    private static final AttributeKey<String> STATUS = AttributeKey.stringKey("deletion.status");
    private static final AttributeKey<Long> ROWS = AttributeKey.longKey("deletion.rows");

    private final Tracing tracing;
    private final JobTraces traces;

    JobSpans(Tracing tracing, JobTraces traces) {
        this.tracing = tracing;
        this.traces = traces;
    }

    /**
     * A run. It is a part of the trace of what makes it begin now; where that is not the request for the job, as after
     * a crash, a retention or a retry, it is linked to that request.
     *
     * @param work is given the context to go on in
     */
    Uni<JobStatus> run(Lease lease, JobContext context, Function<JobContext, Uni<JobStatus>> work) {
        if (!tracing.isEnabled()) {
            return work.apply(context);
        }
        return traces.of(lease.job()).emitOn(context).chain(request -> {
            SpanBuilder span = span(lease, context, "");
            SpanContext asked = TraceParent.span(request.orElse(null));
            SpanContext parent = Span.fromContext(context.trace()).getSpanContext();
            if (asked.isValid() && !asked.getTraceId().equals(parent.getTraceId())) {
                span.addLink(asked);
            }
            return in(span.startSpan(), context, work, JobSpans::note);
        });
    }

    /** A phase of a run. */
    Uni<List<StepResult>> phase(JobRun run, String phase, Function<JobRun, Uni<List<StepResult>>> work) {
        if (!tracing.isEnabled()) {
            return work.apply(run);
        }
        Span span = span(run.lease(), run.jobContext(), "." + phase)
                .setAttribute(PHASE, phase)
                .startSpan();
        return in(span, run.jobContext(), context -> work.apply(run.on(context)), (ended, answers) -> {});
    }

    /** A service's step of a phase. */
    Uni<StepResult> step(JobRun run, String phase, String service, Function<JobRun, Uni<StepResult>> work) {
        if (!tracing.isEnabled()) {
            return work.apply(run);
        }
        Span span = span(run.lease(), run.jobContext(), "." + phase + " " + service)
                .setAttribute(PHASE, phase)
                .setAttribute(SERVICE, service)
                .startSpan();
        return in(span, run.jobContext(), context -> work.apply(run.on(context)), JobSpans::note);
    }

    private SpanBuilder span(Lease lease, JobContext context, String part) {
        SubjectKind kind = lease.subject().kind();
        return tracing.tracer()
                .spanBuilder(kind + "_deletion" + part)
                .setParent(context.trace())
                .setAttribute(JOB, lease.job().toString())
                .setAttribute(SUBJECT, kind.toString());
    }

    private static <T> Uni<T> in(
            Span span, JobContext context, Function<JobContext, Uni<T>> work, BiConsumer<Span, T> note) {
        JobContext own = context.within(span);
        return Tracing.in(own.trace(), own, () -> work.apply(own))
                .invoke(result -> note.accept(span, result))
                .onFailure()
                .invoke(failure -> span.setStatus(StatusCode.ERROR))
                .onTermination()
                .invoke(span::end)
                .emitOn(context);
    }

    private static void note(Span span, JobStatus left) {
        span.setAttribute(STATUS, left.toString());
        if (left == JobStatus.FAILED) {
            span.setStatus(StatusCode.ERROR);
        }
    }

    private static void note(Span span, StepResult answer) {
        span.setAttribute(STATUS, answer.status().toString());
        span.setAttribute(ROWS, answer.rows());
        if (answer.status() == StepStatus.FAILED || answer.status() == StepStatus.PENDING) {
            span.setStatus(StatusCode.ERROR);
        }
    }
}
