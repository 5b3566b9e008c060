package io.tenantdeletion.services.training;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/**
 * Models have their files in a directory, and what a test does to a table is seen at once. A test resource and not a
 * profile: applications that differ in resources alone share what their classes are loaded and compiled for.
 */
public class StoreAndLiveCatalog implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
        return Map.of(
                "deletion.external-data.stores.models.root", NamedFiles.ROOT.toString(), "deletion.plan-max-age", "0s");
    }

    @Override
    public void stop() {}
}
