package io.tenantdeletion.orchestrator.trace;

import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** The spans that have ended, where traces are on. */
@Singleton
class RecordedSpans implements SpanProcessor {

    private final List<SpanData> ended = new CopyOnWriteArrayList<>();

    /** Those of one trace. */
    List<SpanData> of(String trace) {
        return where(span -> span.getTraceId().equals(trace));
    }

    List<SpanData> where(Predicate<SpanData> wanted) {
        return ended.stream().filter(wanted).toList();
    }

    /** What one span has beneath it. */
    List<SpanData> below(SpanData parent) {
        return where(span -> span.getParentSpanId().equals(parent.getSpanId()));
    }

    @Override
    public void onStart(Context parent, ReadWriteSpan span) {}

    @Override
    public boolean isStartRequired() {
        return false;
    }

    @Override
    public void onEnd(ReadableSpan span) {
        ended.add(span.toSpanData());
    }

    @Override
    public boolean isEndRequired() {
        return true;
    }
}
