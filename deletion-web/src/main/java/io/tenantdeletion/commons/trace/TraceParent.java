package io.tenantdeletion.commons.trace;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The header {@code traceparent} of W3C Trace Context, as what is stored and sent carries it. */
public final class TraceParent {

    /** What it is called, in requests, messages and tables. */
    public static final String HEADER = "traceparent";

    private static final TextMapGetter<String> GETTER = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(String value) {
            return List.of(HEADER);
        }

        @Override
        public String get(String value, String key) {
            return HEADER.equals(key) ? value : null;
        }
    };

    private TraceParent() {}

    /** That of the current span, or null. */
    public static String current() {
        Map<String, String> headers = new HashMap<>();
        W3CTraceContextPropagator.getInstance().inject(Context.current(), headers, Map::put);
        return headers.get(HEADER);
    }

    /** The context that a value stands for; the root where it is null, or nothing of the kind. */
    public static Context context(String value) {
        return value == null
                ? Context.root()
                : W3CTraceContextPropagator.getInstance().extract(Context.root(), value, GETTER);
    }

    /** The span that a value stands for; an invalid one where it is null, or nothing of the kind. */
    public static SpanContext span(String value) {
        return Span.fromContext(context(value)).getSpanContext();
    }
}
