package io.tenantdeletion.orchestrator.identity;

import io.quarkus.oidc.client.NamedOidcClient;
import io.quarkus.oidc.client.OidcClient;
import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.UserId;
import io.tenantdeletion.orchestrator.guard.BodyLimit;
import io.tenantdeletion.orchestrator.guard.CallException;
import io.tenantdeletion.orchestrator.guard.CallGuard;
import io.tenantdeletion.orchestrator.guard.FailureKind;
import io.tenantdeletion.orchestrator.guard.GuardConfig;
import io.tenantdeletion.orchestrator.guard.GuardSettings;
import io.tenantdeletion.orchestrator.guard.Outcome;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestResponse;

/**
 * The accounts of a Keycloak realm, through its Admin REST API.
 *
 * <p>A user whom Keycloak reads from a user federation without importing them (their id is {@code f:<provider>:<id>})
 * is not addressed: users of this system are UUIDs. Imported federated users are; whether their deletion reaches the
 * directory behind depends on the provider's edit mode.
 */
@Startup
@Singleton
public class KeycloakAccounts implements Accounts {

    private static final Logger LOG = Logger.getLogger(KeycloakAccounts.class);

    /** Milliseconds; whoever does not accept a connection in this time is not there. */
    private static final long CONNECT_TIMEOUT = 5000;

    private static final URI NOWHERE = URI.create("none:identity-provider");

    private final CallGuard guard;
    private final AdminTokens tokens;
    private final UsersApi api;
    private final String missing;

    KeycloakAccounts(
            GuardConfig general,
            IdentityConfig config,
            IdentityClientConfig client,
            @ConfigProperty(name = "issuer") String issuer,
            @NamedOidcClient("identity") OidcClient oidc) {
        Optional<URI> url = AdminUrl.of(config.adminUrl(), issuer);
        GuardSettings settings = GuardSettings.of(general, config);
        this.guard = new CallGuard("identity provider", url.orElse(NOWHERE), settings);
        this.tokens = new AdminTokens(oidc, client.id());
        this.api = url.map(where -> client(where, settings)).orElse(null);
        this.missing = missing(client, url);
        if (missing != null) {
            LOG.warnf("Users cannot be deleted: %s", missing);
        }
    }

    @Override
    public Uni<AccountState> state(UserId user) {
        return call(
                (users, bearer) -> users.user(bearer, user.toString()), answer -> AdminResponses.state(answer, user));
    }

    @Override
    public Uni<Map<UserId, String>> usernames(Collection<UserId> users) {
        String ids = users.stream().map(UserId::toString).collect(Collectors.joining(" ", "id:", ""));
        return call(
                (all, bearer) -> all.search(bearer, ids, true, users.size()),
                answer -> AdminResponses.usernames(answer, users));
    }

    @Override
    public Uni<Optional<String>> email(UserId user) {
        return call(
                (users, bearer) -> users.user(bearer, user.toString()), answer -> AdminResponses.email(answer, user));
    }

    @Override
    public Uni<Boolean> delete(UserId user) {
        return call((users, bearer) -> users.delete(bearer, user.toString()), AdminResponses::deleted);
    }

    private <T> Uni<T> call(
            BiFunction<UsersApi, String, Uni<RestResponse<String>>> request,
            Function<RestResponse<String>, T> meaning) {
        if (missing != null) {
            return Uni.createFrom().failure(new CallException(FailureKind.NOT_CONFIGURED, missing));
        }
        Uni<Outcome<T>> call = guard.call(() -> tokens.bearer()
                .chain(bearer -> request.apply(api, bearer))
                // The kept token may have been revoked, or be older than the provider's keys.
                .chain(answer -> answer.getStatus() == 401
                        ? tokens.newBearer().chain(bearer -> request.apply(api, bearer))
                        : Uni.createFrom().item(answer))
                .map(meaning));
        return call.map(outcome -> {
            outcome.problem().ifPresent(failure -> {
                throw new CallException(failure);
            });
            return outcome.answer();
        });
    }

    private static String missing(IdentityClientConfig client, Optional<URI> url) {
        if (client.secret().isEmpty()) {
            return "IDENTITY_CLIENT_SECRET, the secret of the client " + client.id() + ", is not set";
        }
        return url.isPresent() ? null : "the issuer is no Keycloak realm, and deletion.identity.admin-url is not set";
    }

    private static UsersApi client(URI url, GuardSettings settings) {
        long timeout = settings.timeout().toMillis();
        return QuarkusRestClientBuilder.newBuilder()
                .baseUri(url)
                .httpClientRequestCustomizer(new BodyLimit(settings.maxBody()))
                // The guard decides, and earlier.
                .readTimeout(timeout + 1000, TimeUnit.MILLISECONDS)
                .connectTimeout(Math.min(CONNECT_TIMEOUT, timeout), TimeUnit.MILLISECONDS)
                .property("microprofile.rest.client.disable.default.mapper", true)
                .build(UsersApi.class);
    }
}
