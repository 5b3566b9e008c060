package io.tenantdeletion.orchestrator.saga;

import io.tenantdeletion.commons.test.TestSettings;
import java.util.Map;

/**
 * Sales previews and purges, recipes only purges, and suppliers is new: in shadow. Nobody could delete an account:
 * there is no secret for it, and nobody who would give a token.
 */
public class UnlikeServices extends TestSettings {

    @Override
    public Map<String, String> start() {
        return Map.of(
                "deletion.participants.sales.capabilities", "preview,purge",
                "deletion.participants.recipes.capabilities", "purge",
                "deletion.confirmation.required", "large",
                "deletion.participants.suppliers.mode", "shadow",
                "identity.client.secret", "",
                "quarkus.oidc-client.identity.auth-server-url", "http://localhost:1/realms/test");
    }
}
