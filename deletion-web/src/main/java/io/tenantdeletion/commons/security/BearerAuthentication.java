package io.tenantdeletion.commons.security;

import io.quarkus.oidc.OIDCException;
import io.quarkus.oidc.runtime.OidcAuthenticationMechanism;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.HttpCredentialTransport;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.problem.Outage;
import io.vertx.core.VertxException;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jose4j.lang.UnresolvableKeyException;

/**
 * Verifies bearer tokens as the OpenID Connect extension does, and tells apart what that mixes: a token that is not
 * valid (401), and one that cannot be verified now (503). A token whose key is not known is looked at again for a
 * little longer than the interval in which keys are fetched at most once: the fetch may be another request's, or due.
 */
@Alternative
@Priority(1)
@ApplicationScoped
class BearerAuthentication implements HttpAuthenticationMechanism {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(250);

    /** The first attempt, and some while the keys are on their way. */
    private static final int FOR_THE_FETCH = 3;

    private final OidcAuthenticationMechanism oidc;
    private final long attempts;

    BearerAuthentication(
            OidcAuthenticationMechanism oidc,
            @ConfigProperty(name = "quarkus.oidc.token.forced-jwk-refresh-interval") Duration keyInterval) {
        this.oidc = oidc;
        this.attempts = keyInterval.dividedBy(PAUSE) + FOR_THE_FETCH;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager identities) {
        return verify(context, identities, attempts)
                .ifNoItem()
                .after(TIMEOUT)
                .fail()
                .onFailure(BearerAuthentication::isOutage)
                .transform(away -> Outage.of("The identity provider", away));
    }

    private Uni<SecurityIdentity> verify(RoutingContext context, IdentityProviderManager identities, long attempts) {
        Uni<SecurityIdentity> attempt = oidc.authenticate(context, identities);
        return attempts == 1
                ? attempt
                : attempt.onFailure(BearerAuthentication::isOfUnknownKey)
                        .recoverWithUni(() -> pause(context).chain(() -> verify(context, identities, attempts - 1)));
    }

    /** By a timer of the request's own event loop, on which the request goes on. */
    private static Uni<Void> pause(RoutingContext context) {
        return Uni.createFrom()
                .emitter(emitter -> context.vertx().setTimer(PAUSE.toMillis(), fired -> emitter.complete(null)));
    }

    private static boolean isOfUnknownKey(Throwable failure) {
        return failure instanceof AuthenticationFailedException && isCausedBy(failure, UnresolvableKeyException.class);
    }

    private static boolean isOutage(Throwable failure) {
        return isCausedBy(failure, OIDCException.class)
                || isCausedBy(failure, IOException.class)
                || isCausedBy(failure, VertxException.class)
                || isCausedBy(failure, TimeoutException.class);
    }

    private static boolean isCausedBy(Throwable failure, Class<? extends Throwable> type) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return oidc.getChallenge(context);
    }

    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        return oidc.getCredentialTypes();
    }

    @Override
    public Uni<HttpCredentialTransport> getCredentialTransport(RoutingContext context) {
        return oidc.getCredentialTransport(context);
    }
}
