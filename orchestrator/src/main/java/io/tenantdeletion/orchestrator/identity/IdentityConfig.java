package io.tenantdeletion.orchestrator.identity;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.tenantdeletion.orchestrator.guard.GuardOverrides;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Where the accounts are, and what is different about the guard of calls about them. */
@ConfigMapping(prefix = "deletion.identity")
public interface IdentityConfig extends GuardOverrides {

    /**
     * The realm in Keycloak's Admin REST API, such as {@code https://id.example/admin/realms/bakery-ia}. Without it,
     * the issuer {@code …/realms/bakery-ia} tells. To be set where the API has an address of its own, or is reached
     * inside the cluster.
     */
    Optional<URI> adminUrl();

    /** The longest a single call may take, with the token it needs. */
    @Override
    @WithDefault("10s")
    Optional<Duration> timeout();
}
