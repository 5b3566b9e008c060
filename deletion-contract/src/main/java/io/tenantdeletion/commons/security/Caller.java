package io.tenantdeletion.commons.security;

import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.TenantId;
import io.tenantdeletion.commons.contract.UserId;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.problem.ProblemType;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Whoever sent the current request, by a verified token. */
@RequestScoped
public class Caller {

    private final SecurityIdentity identity;
    private final TenantAdmins admins;

    Caller(SecurityIdentity identity, TenantAdmins admins) {
        this.identity = identity;
        this.admins = admins;
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
        return userId().map(user -> admins.of(tenant)
                        .map(list ->
                                list.stream().anyMatch(admin -> admin.userId().equals(user))))
                .orElseGet(() -> Uni.createFrom().item(false));
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
                        : Uni.createFrom()
                                .failure(new ProblemException(
                                        ProblemType.FORBIDDEN, "Only an owner or admin of this tenant may do this.")));
    }
}
