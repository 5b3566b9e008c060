package io.tenantdeletion.services.training;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** Models have their files in a directory, and what a test does to a table is seen at once. */
public class StoreAndLiveCatalog implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "deletion.external-data.stores.models.root", NamedFiles.ROOT.toString(), "deletion.plan-max-age", "0s");
    }
}
