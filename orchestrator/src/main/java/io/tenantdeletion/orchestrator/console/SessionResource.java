package io.tenantdeletion.orchestrator.console;

import io.quarkus.oidc.OidcConfigurationMetadata;
import io.quarkus.oidc.OidcSession;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import jakarta.ws.rs.core.UriInfo;

/** The beginning and the end of a session. */
@Path("/console")
@Produces(MediaType.TEXT_HTML)
class SessionResource {

    private final OidcSession session;
    private final OidcConfigurationMetadata provider;
    private final Viewers viewers;

    SessionResource(OidcSession session, OidcConfigurationMetadata provider, Viewers viewers) {
        this.session = session;
        this.provider = provider;
        this.viewers = viewers;
    }

    /** Where the identity provider sends everybody back to; shown to whoever logs in for another tab only. */
    @GET
    @Path("/login")
    @Authenticated
    public TemplateInstance loggedIn() {
        return Templates.loggedIn(viewers.page("Logged in", ""));
    }

    /** Ends the session here and at the identity provider, which sends the browser on to {@link #loggedOut}. */
    @POST
    @Path("/logout")
    @Authenticated
    public Uni<Response> logout(@Context UriInfo uri) {
        String back = uri.getBaseUriBuilder().path("console/logged-out").build().toString();
        String end = provider.getEndSessionUri();
        String next = end == null
                ? back
                : UriBuilder.fromUri(end)
                        .queryParam("id_token_hint", "{token}")
                        .queryParam("post_logout_redirect_uri", "{back}")
                        .build(session.getIdToken().getRawToken(), back)
                        .toString();
        return session.logout()
                .map(ended -> Response.status(Response.Status.SEE_OTHER)
                        .header(HttpHeaders.LOCATION, next)
                        .build());
    }

    @GET
    @Path("/logged-out")
    @PermitAll
    public TemplateInstance loggedOut() {
        return Templates.loggedOut();
    }
}
