package io.tenantdeletion.orchestrator.identity;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/**
 * The client as which the orchestrator asks for accounts: one of its own, so that the token every service call carries
 * cannot touch an account, and this one no tenant's data.
 */
@ConfigMapping(prefix = "identity.client")
public interface IdentityClientConfig {

    /** Its id. */
    String id();

    /** Its secret. The orchestrator starts without it, but cannot delete users. */
    Optional<String> secret();
}
