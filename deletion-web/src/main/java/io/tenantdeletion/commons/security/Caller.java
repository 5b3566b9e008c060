package io.tenantdeletion.commons.security;

import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.DeletionHeaders;
import io.tenantdeletion.commons.contract.TenantId;
import io.tenantdeletion.commons.contract.UserId;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.problem.ProblemType;
import io.vertx.core.net.SocketAddress;
import jakarta.enterprise.context.RequestScoped;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Whoever sent the current request, by a verified token. */
@RequestScoped
public class Caller {

    private static final String OWNER = "owner";
    private static final String ANONYMOUS = "anonymous";
    private static final Pattern ADDRESS = Pattern.compile("[0-9a-fA-F.:%]{2,64}");

    private final SecurityIdentity identity;
    private final TenantAdmins admins;
    private final CurrentVertxRequest request;

    Caller(SecurityIdentity identity, TenantAdmins admins, CurrentVertxRequest request) {
        this.identity = identity;
        this.admins = admins;
        this.request = request;
    }

    /**
     * The caller of a request by an identity that is known already; for records, not for decisions about a tenant.
     *
     * @param identity who, or null where nobody proved to be anybody
     */
    public static Caller of(SecurityIdentity identity, CurrentVertxRequest request) {
        return new Caller(
                identity == null
                        ? QuarkusSecurityIdentity.builder().setAnonymous(true).build()
                        : identity,
                null,
                request);
    }

    /** The caller of a request that no JAX-RS resource answers, by an identity that is known already. */
    public static Caller of(SecurityIdentity identity, TenantAdmins admins, CurrentVertxRequest request) {
        return new Caller(identity, admins, request);
    }

    /**
     * Who this is, for a record: the user a service calls on behalf of, a user's id, {@code service:<client>}, or
     * {@code anonymous}.
     */
    public String actor() {
        if (!(identity.getPrincipal() instanceof JsonWebToken token)) {
            return ANONYMOUS;
        }
        if (isService()) {
            return onBehalfOf().map(UserId::toString).orElseGet(() -> client(token));
        }
        return userId().map(UserId::toString).orElse("unknown");
    }

    /** The service that calls, as {@code service:<client>}, whoever it calls on behalf of; empty for anybody else. */
    public Optional<String> service() {
        return isService() && identity.getPrincipal() instanceof JsonWebToken token
                ? Optional.of(client(token))
                : Optional.empty();
    }

    /** The service that the actor uses: {@link #service}, where it calls on behalf of somebody else; or null. */
    public String via() {
        return service().filter(client -> !client.equals(actor())).orElse(null);
    }

    private static String client(JsonWebToken token) {
        return "service:" + Objects.requireNonNullElse(token.getClaim("azp"), token.getSubject());
    }

    /** The user on whose behalf a service calls, where it says so; empty for anybody but a service. */
    public Optional<UserId> onBehalfOf() {
        return isService() ? header(DeletionHeaders.ON_BEHALF_OF).map(UserId::fromString) : Optional.empty();
    }

    /** The network address the request came from; what a service says about it where a service calls. */
    public String source() {
        Optional<String> said = isService() ? header(DeletionHeaders.REQUESTED_FROM) : Optional.empty();
        return said.filter(address -> ADDRESS.matcher(address).matches()).orElseGet(this::peer);
    }

    private String peer() {
        SocketAddress peer = request.getCurrent() == null
                ? null
                : request.getCurrent().request().remoteAddress();
        return peer == null ? null : peer.hostAddress();
    }

    private Optional<String> header(String name) {
        return Optional.ofNullable(request.getCurrent())
                .map(current -> current.request().getHeader(name));
    }

    /** The token's subject, where it is a UUID. */
    public Optional<UserId> userId() {
        if (!(identity.getPrincipal() instanceof JsonWebToken token) || token.getSubject() == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(UserId.fromString(token.getSubject()));
        } catch (ProblemException notAUuid) {
            return Optional.empty();
        }
    }

    /** Whether the caller is one of our services. */
    public boolean isService() {
        return identity.hasRole(Roles.SERVICE);
    }

    /** Whether the caller is a platform admin. */
    public boolean isPlatformAdmin() {
        return identity.hasRole(Roles.PLATFORM_ADMIN);
    }

    /** Whether the caller is owner or admin of the tenant, by its memberships. */
    public Uni<Boolean> administers(TenantId tenant) {
        return roleIn(tenant).map(Optional::isPresent);
    }

    /** Whether the caller is an owner of the tenant, by its memberships. */
    public Uni<Boolean> owns(TenantId tenant) {
        return roleIn(tenant).map(role -> role.filter(OWNER::equals).isPresent());
    }

    /** The caller's role in the tenant, by its memberships, where that is owner or admin. */
    public Uni<Optional<String>> roleIn(TenantId tenant) {
        return userId().map(user -> admins.of(tenant)
                        .map(list -> list.stream()
                                .filter(admin -> admin.userId().equals(user))
                                .map(TenantAdmin::role)
                                .findFirst()))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
    }

    /**
     * Lets services, platform admins, and the tenant's owner and admins pass.
     *
     * @return fails with a 403 problem for anybody else, with a 404 problem where the tenant is unknown
     */
    public Uni<Void> requireAccessTo(TenantId tenant) {
        if (isService() || isPlatformAdmin()) {
            return Uni.createFrom().voidItem();
        }
        return administers(tenant)
                .flatMap(may -> may
                        ? Uni.createFrom().voidItem()
                        : forbidden("Only an owner or admin of this tenant may do this."));
    }

    /**
     * Lets services, platform admins, and the user themselves pass.
     *
     * @return fails with a 403 problem for anybody else
     */
    public Uni<Void> requireAccessTo(UserId user) {
        boolean isThatUser = userId().filter(user::equals).isPresent();
        return isService() || isPlatformAdmin() || isThatUser
                ? Uni.createFrom().voidItem()
                : forbidden("Only this user may do this.");
    }

    private static Uni<Void> forbidden(String detail) {
        return Uni.createFrom().failure(new ProblemException(ProblemType.FORBIDDEN, detail));
    }
}
