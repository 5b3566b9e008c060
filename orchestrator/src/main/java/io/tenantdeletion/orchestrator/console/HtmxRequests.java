package io.tenantdeletion.orchestrator.console;

import io.quarkus.oidc.JavaScriptRequestChecker;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/**
 * Requests that a page's script makes. Where the session has ended they are answered 499 instead of the way to the
 * login, which only a whole page can go: the script says so, and what was typed stays where it is.
 */
@ApplicationScoped
public class HtmxRequests implements JavaScriptRequestChecker {

    private static final String HTMX = "HX-Request";

    @Override
    public boolean isJavaScriptRequest(RoutingContext context) {
        return context.request().headers().contains(HTMX);
    }

    /** Whether the request is a script's. */
    static boolean isOne(HttpHeaders headers) {
        return headers.getRequestHeader(HTMX) != null
                && !headers.getRequestHeader(HTMX).isEmpty();
    }

    /** Whether the request is a script's. */
    static boolean isOne(ContainerRequestContext request) {
        return request.getHeaderString(HTMX) != null;
    }

    /** Has the browser open a page of the console, whoever asked: a script or a form. */
    static Response open(HttpHeaders headers, String path) {
        return isOne(headers)
                ? Response.noContent().header("HX-Redirect", path).build()
                : Response.status(Response.Status.SEE_OTHER)
                        .header(HttpHeaders.LOCATION, path)
                        .build();
    }
}
