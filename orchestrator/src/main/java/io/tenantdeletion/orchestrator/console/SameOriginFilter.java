package io.tenantdeletion.orchestrator.console;

import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.problem.ProblemType;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;
import java.net.URI;
import java.util.Set;

/**
 * Refuses what another site has the browser send with the session's cookie: every request of the console that may
 * change something must come from one of its own pages, by {@code Sec-Fetch-Site} and {@code Origin}, which no page can
 * forge.
 */
@Provider
class SameOriginFilter implements ContainerRequestFilter {

    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");
    private static final String SAME = "same-origin";

    @Override
    public void filter(ContainerRequestContext request) {
        URI uri = request.getUriInfo().getRequestUri();
        if (!isConsole(request) || SAFE.contains(request.getMethod())) {
            return;
        }
        if (!isOwn(request.getHeaderString("Sec-Fetch-Site"), request.getHeaderString("Origin"), uri.getAuthority())) {
            throw new ProblemException(
                    ProblemType.FORBIDDEN, "This was not sent by a page of the console. Open the page and try again.");
        }
    }

    /** Whether a request is for a page of the console. */
    static boolean isConsole(ContainerRequestContext request) {
        String path = request.getUriInfo().getPath();
        return path.equals("/console") || path.startsWith("/console/");
    }

    /** At least one of the two headers is there, and none of them tells of another site. */
    static boolean isOwn(String site, String origin, String authority) {
        if (site == null && origin == null) {
            return false;
        }
        return (site == null || site.equals(SAME)) && (origin == null || isOrigin(origin, authority));
    }

    /** Whether an origin is the address that this request was sent to, whoever ends the encryption in between. */
    static boolean isOrigin(String origin, String authority) {
        return authority != null && (origin.equals("http://" + authority) || origin.equals("https://" + authority));
    }
}
