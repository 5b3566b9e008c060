package io.tenantdeletion.orchestrator.saga;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** Sales previews and purges, recipes only purges, and suppliers is new: in shadow. */
public class UnlikeServices implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "deletion.participants.sales.capabilities", "preview,purge",
                "deletion.participants.recipes.capabilities", "purge",
                "deletion.participants.suppliers.mode", "shadow");
    }
}
