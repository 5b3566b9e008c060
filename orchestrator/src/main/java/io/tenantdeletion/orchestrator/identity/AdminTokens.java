package io.tenantdeletion.orchestrator.identity;

import io.quarkus.oidc.client.OidcClient;
import io.quarkus.oidc.client.OidcClientException;
import io.quarkus.oidc.client.Tokens;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.orchestrator.guard.CallException;

/**
 * The token for calls about accounts, kept while it is good. Requests for one are not shared between calls: where one
 * hangs, the call's guard gives up that one and nobody else's.
 */
final class AdminTokens {

    private final OidcClient client;
    private final String clientId;
    private volatile Tokens kept;

    AdminTokens(OidcClient client, String clientId) {
        this.client = client;
        this.clientId = clientId;
    }

    /** The value of an Authorization header. */
    Uni<String> bearer() {
        return Uni.createFrom().deferred(() -> {
            Tokens tokens = kept;
            return isGood(tokens) ? Uni.createFrom().item(header(tokens)) : newBearer();
        });
    }

    /** The same with a new token, because the kept one is not accepted any more. */
    Uni<String> newBearer() {
        return Uni.createFrom()
                .deferred(client::getTokens)
                .invoke(tokens -> kept = tokens)
                .map(AdminTokens::header)
                .onFailure(OidcClientException.class)
                .transform(this::explained);
    }

    private static boolean isGood(Tokens tokens) {
        return tokens != null && !tokens.isAccessTokenExpired() && !tokens.isAccessTokenWithinRefreshInterval();
    }

    private static String header(Tokens tokens) {
        return "Bearer " + tokens.getAccessToken();
    }

    private CallException explained(Throwable failure) {
        return TokenFailures.of(failure, clientId);
    }
}
