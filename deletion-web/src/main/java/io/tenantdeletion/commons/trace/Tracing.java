package io.tenantdeletion.commons.trace;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.context.Context;
import io.quarkus.opentelemetry.runtime.QuarkusContextStorage;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Whether there are traces, and spans of our own. */
@ApplicationScoped
public class Tracing {

    private static final String NAME = "io.tenantdeletion";

    private final boolean enabled;
    private final Tracer tracer;

    Tracing(OpenTelemetry telemetry, @ConfigProperty(name = "quarkus.otel.sdk.disabled") boolean disabled) {
        this.enabled = !disabled;
        this.tracer = (disabled ? TracerProvider.noop() : telemetry.getTracerProvider()).get(NAME);
    }

    /** Whether traces are on. */
    public boolean isEnabled() {
        return enabled;
    }

    /** Makes spans; invalid ones where traces are off. */
    public Tracer tracer() {
        return tracer;
    }

    /** A Vert.x context of its own on the same thread, whose calls and statements are a part of this trace. */
    public static io.vertx.core.Context contextOf(Context trace, io.vertx.core.Context from) {
        io.vertx.core.Context own = VertxContext.createNewDuplicatedContext(from);
        VertxContextSafetyToggle.setContextSafe(own, true);
        if (trace != Context.root()) {
            QuarkusContextStorage.INSTANCE.attach(own, trace);
        }
        return own;
    }

    /**
     * Does something as a part of a trace, and goes on where the caller is.
     *
     * @param traceparent the trace's, or null for none
     */
    public static <T> Uni<T> within(String traceparent, Supplier<Uni<T>> work) {
        io.vertx.core.Context caller = Vertx.currentContext();
        if (traceparent == null || caller == null) {
            return work.get();
        }
        Context trace = TraceParent.context(traceparent);
        return in(trace, executor(contextOf(trace, caller)), work).emitOn(executor(caller));
    }

    /** Does something in a context that {@link #contextOf} has made. */
    public static <T> Uni<T> in(Context trace, Executor own, Supplier<Uni<T>> work) {
        return Uni.createFrom()
                .deferred(() -> {
                    // Mutiny has brought the caller's along.
                    trace.makeCurrent();
                    return work.get();
                })
                .runSubscriptionOn(own);
    }

    private static Executor executor(io.vertx.core.Context context) {
        return task -> context.runOnContext(nothing -> task.run());
    }
}
