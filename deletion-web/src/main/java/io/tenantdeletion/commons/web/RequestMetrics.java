package io.tenantdeletion.commons.web;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import io.quarkus.micrometer.runtime.binder.vertx.HttpRequestMetric;
import io.vertx.core.http.impl.HttpServerRequestInternal;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Set;

/**
 * Keeps what callers make up out of the tags of HTTP metrics: a path counts under its template or, where no resource
 * matches, under one name; a method counts under its name where it is one of HTTP's.
 */
class RequestMetrics {

    private static final String UNMATCHED = "/unmatched";
    private static final String FRAMEWORK = "/q/";
    private static final String REQUESTS = "http.server.";
    private static final String METHOD = "method";
    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT");

    /** Names the request before its resource is known; a resource that is found has the last word. */
    static void startUnmatched(RoutingContext context) {
        String path = context.request().path();
        if (context.request() instanceof HttpServerRequestInternal request
                && request.metric() instanceof HttpRequestMetric metric
                && (path == null || !path.startsWith(FRAMEWORK))) {
            metric.setTemplatePath(UNMATCHED);
        }
    }

    @Produces
    @Singleton
    static MeterFilter knownMethods() {
        return new MeterFilter() {
            @Override
            public Meter.Id map(Meter.Id id) {
                String method = id.getTag(METHOD);
                return method == null || !id.getName().startsWith(REQUESTS) || METHODS.contains(method)
                        ? id
                        : id.withTag(Tag.of(METHOD, "UNKNOWN"));
            }
        };
    }
}
