package io.tenantdeletion.orchestrator.saga;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/**
 * Sales previews and purges, recipes only purges, and suppliers is new: in shadow. Nobody could delete an account:
 * there is no secret for it, and nobody who would give a token.
 */
public class UnlikeServices implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "deletion.participants.sales.capabilities", "preview,purge",
                "deletion.participants.recipes.capabilities", "purge",
                "deletion.participants.suppliers.mode", "shadow",
                "identity.client.secret", "",
                "quarkus.oidc-client.identity.auth-server-url", "http://localhost:1/realms/test");
    }
}
