package io.tenantdeletion.commons.problem;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Says what is wrong with a body that is too large before it is read; the server's own limit would only close the
 * connection.
 */
@ApplicationScoped
class BodyLimit {

    /** Before the server's own limit and before anything reads the body. */
    private static final int FIRST = 10_000;

    private final long limit;

    BodyLimit(@ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize limit) {
        this.limit = limit.asLongValue();
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, FIRST);
    }

    private void check(RoutingContext request) {
        if (length(request) <= limit) {
            request.next();
            return;
        }
        ProblemType type = ProblemType.PAYLOAD_TOO_LARGE;
        JsonObject problem = new JsonObject()
                .put("type", type.type().toString())
                .put("title", type.title())
                .put("status", type.status())
                .put("detail", "A request may carry at most " + limit + " bytes.")
                .put("instance", request.normalizedPath());
        request.response()
                .setStatusCode(type.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .putHeader(HttpHeaders.CONNECTION, "close")
                .end(problem.encode());
    }

    private static long length(RoutingContext request) {
        String declared = request.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        try {
            return declared == null ? 0 : Long.parseLong(declared);
        } catch (NumberFormatException malformed) {
            return 0;
        }
    }
}
