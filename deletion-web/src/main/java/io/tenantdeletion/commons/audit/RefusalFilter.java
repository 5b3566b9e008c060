package io.tenantdeletion.commons.audit;

import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.security.Caller;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.Provider;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.mapping.RuntimeResource;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;

/**
 * Sees every answer and hands refusals to the {@link RefusalTrail}. The answer neither waits for it nor can be broken
 * by it. Who called is asked for without blocking, because a token is verified only when somebody wants to know; where
 * there is no valid one, nobody called.
 */
@Provider
class RefusalFilter implements ContainerResponseFilter {

    private static final Logger LOG = Logger.getLogger(RefusalFilter.class);
    private static final String API = "/api/";
    private static final String CONSOLE = "/console/";
    private static final String UNMATCHED = "unmatched";

    private final RefusalTrail trail;
    private final RefusalSubject subject;
    private final CurrentIdentityAssociation identities;
    private final CurrentVertxRequest current;

    RefusalFilter(
            RefusalTrail trail,
            RefusalSubject subject,
            CurrentIdentityAssociation identities,
            CurrentVertxRequest current) {
        this.trail = trail;
        this.subject = subject;
        this.identities = identities;
        this.current = current;
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        UriInfo uri = request.getUriInfo();
        if (!RefusedRequest.isRefusal(response.getStatus()) || !isOurs(uri.getPath())) {
            return;
        }
        try {
            RefusedRequest refused = RefusedRequest.of(
                    request.getMethod(),
                    template(request),
                    uri,
                    response.getStatus(),
                    response.getEntity(),
                    Instant.now());
            record(refused, subject.get());
        } catch (RuntimeException failure) {
            LOG.warn("A refusal could not be recorded", failure);
        }
    }

    private static boolean isOurs(String path) {
        return path.startsWith(API) || path.startsWith(CONSOLE);
    }

    private static String template(ContainerRequestContext request) {
        RuntimeResource route = request instanceof ResteasyReactiveContainerRequestContext reactive
                        && reactive.getServerRequestContext() instanceof ResteasyReactiveRequestContext context
                ? context.getTarget()
                : null;
        if (route == null) {
            return UNMATCHED;
        }
        String prefix = route.getClassPath() == null ? "" : route.getClassPath().template;
        String template = (prefix + route.getPath().template).replace("//", "/");
        return template.endsWith("/") ? template.substring(0, template.length() - 1) : template;
    }

    private void record(RefusedRequest refused, Optional<UUID> told) {
        identities
                .getDeferredIdentity()
                .onFailure()
                .recoverWithNull()
                .invoke(identity -> trail.record(event(refused, identity, told)))
                .subscribe()
                .with(done -> {}, failure -> LOG.warn("A refusal could not be recorded", failure));
    }

    private AuditEvent event(RefusedRequest refused, SecurityIdentity identity, Optional<UUID> told) {
        Caller caller = Caller.of(identity, current);
        try {
            return refused.by(caller.actor(), caller.via(), caller.source(), told);
        } catch (ProblemException malformed) {
            // The header that names a user may be what was refused.
            return refused.by("service", caller.service().orElse(null), caller.source(), told);
        }
    }
}
