package io.tenantdeletion.orchestrator.fake;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.tenantdeletion.embedded.BakeryRealm;
import io.tenantdeletion.embedded.KeycloakServer;
import io.tenantdeletion.embedded.Loopback;
import java.nio.file.Path;
import java.util.Map;

/**
 * A real Keycloak with the demonstration realm as the issuer, in place of the small one and of the fake accounts. Takes
 * about 20 seconds; tests that need it share one by having the same test resources.
 */
public class KeycloakResource implements QuarkusTestResourceLifecycleManager {

    private KeycloakServer keycloak;

    // After the resources whose settings it replaces.
    @Override
    public int order() {
        return 10;
    }

    @Override
    public Map<String, String> start() {
        keycloak = KeycloakServer.start(Loopback.freePort(), Path.of("target/keycloak.log"));
        return Map.of(
                "issuer",
                keycloak.issuer(),
                "service.client.secret",
                BakeryRealm.SERVICE_CLIENT_SECRET,
                "identity.client.secret",
                BakeryRealm.IDENTITY_CLIENT_SECRET,
                "console.client.secret",
                BakeryRealm.CONSOLE_CLIENT_SECRET,
                // What production derives and defaults.
                "deletion.identity.admin-url",
                "",
                "quarkus.oidc-client.identity.token-path",
                "/protocol/openid-connect/token");
    }

    @Override
    public void stop() {
        if (keycloak != null) {
            keycloak.close();
        }
    }
}
