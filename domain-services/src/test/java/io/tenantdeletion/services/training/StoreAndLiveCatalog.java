package io.tenantdeletion.services.training;

import io.tenantdeletion.commons.test.TestSettings;
import java.util.Map;

/** Models have their files in a directory, and what a test does to a table is seen at once. */
public class StoreAndLiveCatalog extends TestSettings {

    @Override
    public Map<String, String> start() {
        return Map.of(
                "deletion.external-data.stores.models.root", NamedFiles.ROOT.toString(), "deletion.plan-max-age", "0s");
    }
}
