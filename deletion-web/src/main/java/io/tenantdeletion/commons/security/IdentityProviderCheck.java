package io.tenantdeletion.commons.security;

import io.quarkus.oidc.runtime.TenantConfigBean;
import io.quarkus.oidc.runtime.TenantConfigContext;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready once the identity provider's keys are known, because without them no token can be verified. While they are not,
 * each check asks for them again; from then on tokens are verified without the provider, and its absence changes
 * nothing here.
 */
@Readiness
@ApplicationScoped
class IdentityProviderCheck implements AsyncHealthCheck {

    private static final String NAME = "identity provider";
    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    private final TenantConfigBean oidc;

    IdentityProviderCheck(TenantConfigBean oidc) {
        this.oidc = oidc;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        TenantConfigContext provider = oidc.getDefaultTenant();
        if (provider.ready()) {
            return Uni.createFrom().item(HealthCheckResponse.up(NAME));
        }
        return provider.initialize()
                .ifNoItem()
                .after(TIMEOUT)
                .fail()
                .map(known ->
                        HealthCheckResponse.named(NAME).status(known.ready()).build())
                .onFailure()
                .recoverWithItem(HealthCheckResponse.down(NAME));
    }
}
