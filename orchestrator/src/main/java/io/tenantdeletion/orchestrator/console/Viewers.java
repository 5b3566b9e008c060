package io.tenantdeletion.orchestrator.console;

import io.quarkus.security.identity.SecurityIdentity;
import io.tenantdeletion.commons.security.Caller;
import io.tenantdeletion.commons.security.Roles;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Tells who looks at the current page. */
@ApplicationScoped
class Viewers {

    private final SecurityIdentity identity;
    private final Caller caller;

    Viewers(SecurityIdentity identity, Caller caller) {
        this.identity = identity;
        this.caller = caller;
    }

    /** A page with this title in this part of the console, for whoever looks at it. */
    Page page(String title, String section) {
        return new Page(title, section, current());
    }

    /** The person of the current session. */
    Viewer current() {
        return new Viewer(
                name(),
                caller.userId().orElse(null),
                caller.isPlatformAdmin(),
                identity.hasRole(Roles.MODERATOR),
                identity.hasRole(Roles.LEGAL));
    }

    private String name() {
        if (identity.getPrincipal() instanceof JsonWebToken token) {
            String full = token.getClaim("name");
            String login = token.getClaim("preferred_username");
            return full != null ? full : login != null ? login : token.getSubject();
        }
        return "";
    }
}
