package io.tenantdeletion.commons.web;

import io.tenantdeletion.commons.problem.Problem;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.problem.ProblemType;
import io.vertx.core.VertxException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.URI;

/**
 * The first to see a request, whatever its path: what is malformed or too large, and what the server itself refuses
 * before any route, is answered with a problem here.
 */
@Singleton
class RequestGate {

    /** Before the server's own limits and before anything reads the body. */
    private static final int FIRST = -20_000;

    private static final int MALFORMED = 400;

    private final RequestLimits limits;

    RequestGate(RequestLimits limits) {
        this.limits = limits;
    }

    void register(@Observes Router router) {
        router.route().order(FIRST).handler(this::enter).failureHandler(this::refuse);
        router.errorHandler(MALFORMED, context -> refuse(context, MALFORMED, "The request is malformed."));
    }

    private void enter(RoutingContext context) {
        RequestMetrics.startUnmatched(context);
        try {
            limits.check(context.request());
            RequestSyntax.check(context.request());
        } catch (ProblemException refused) {
            answer(context, refused.type(), refused.getMessage());
            return;
        }
        context.next();
    }

    /** A request without a host, or whose target is not a path; failures of routes are not ours. */
    private void refuse(RoutingContext context) {
        Throwable failure = context.failure();
        boolean byTheServer = failure == null || failure instanceof VertxException || failure instanceof HttpException;
        if (!byTheServer || context.statusCode() < 400 || context.statusCode() > 499) {
            context.next();
            return;
        }
        refuse(context, context.statusCode(), failure == null ? null : failure.getMessage());
    }

    private static void refuse(RoutingContext context, int status, String detail) {
        RequestMetrics.startUnmatched(context);
        answer(context, ProblemType.ofStatus(status), detail);
    }

    private static void answer(RoutingContext context, ProblemType type, String detail) {
        JsonObject problem = new JsonObject()
                .put("type", type.type().toString())
                .put("title", type.title())
                .put("status", type.status());
        if (detail != null) {
            problem.put("detail", detail);
        }
        if (isUri(context.request().path())) {
            problem.put("instance", context.request().path());
        }
        context.response()
                .setStatusCode(type.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .putHeader(HttpHeaders.CONNECTION, "close")
                .end(problem.encode());
    }

    private static boolean isUri(String path) {
        try {
            return path != null && URI.create(path).getRawPath() != null;
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }
}
