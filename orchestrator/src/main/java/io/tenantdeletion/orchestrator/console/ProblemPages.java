package io.tenantdeletion.orchestrator.console;

import io.quarkus.qute.TemplateInstance;
import io.tenantdeletion.commons.problem.Problem;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;

/**
 * Problems of the console as people read them: a page, or where a script asked, a message for the page that is open.
 * After those who want to see the problem itself.
 */
@Provider
@Priority(Priorities.USER - 1000)
class ProblemPages implements ContainerResponseFilter {

    private static final int UNAUTHENTICATED = 401;
    private static final int SEE_OTHER = 303;
    private static final int SESSION_ENDED = 499;
    private static final String SESSION = "q_session_console";
    private static final String HTML = MediaType.TEXT_HTML + ";charset=UTF-8";

    private final Viewers viewers;

    ProblemPages(Viewers viewers) {
        this.viewers = viewers;
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (!(response.getEntity() instanceof Problem problem) || !SameOriginFilter.isConsole(request)) {
            return;
        }
        if (problem.status() == UNAUTHENTICATED) {
            beginAnew(request, response);
            return;
        }
        ProblemText text = ProblemText.of(problem);
        boolean script = HtmxRequests.isOne(request);
        TemplateInstance shown = script
                ? Templates.problem$message(viewers.page(problem.title(), ""), text)
                : Templates.problem(viewers.page(problem.title(), ""), text);
        if (script) {
            response.getHeaders().putSingle("HX-Retarget", "#message");
            response.getHeaders().putSingle("HX-Reswap", "innerHTML");
        }
        response.setEntity(shown.render(), null, MediaType.valueOf(HTML));
    }

    /** A session that nobody can read, or not any more, is forgotten; whoever has it logs in again. */
    private static void beginAnew(ContainerRequestContext request, ContainerResponseContext response) {
        boolean script = HtmxRequests.isOne(request);
        response.setEntity(null);
        response.setStatus(script ? SESSION_ENDED : SEE_OTHER);
        if (!script) {
            response.getHeaders().putSingle(HttpHeaders.LOCATION, "/console");
        }
        request.getCookies().keySet().stream()
                .filter(name -> name.startsWith(SESSION))
                .forEach(name -> response.getHeaders()
                        .add(HttpHeaders.SET_COOKIE, name + "=; Path=/console; Max-Age=0; HttpOnly; SameSite=Lax"));
    }
}
