package io.tenantdeletion.commons.test;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

/**
 * Settings of tests that are unlike all others'. A test resource and not a profile: applications that differ in
 * resources alone share what their classes are loaded and compiled for, which is most of what a start costs.
 */
public abstract class TestSettings implements QuarkusTestResourceLifecycleManager {

    // After the resources whose settings it replaces.
    @Override
    public int order() {
        return 20;
    }

    @Override
    public void stop() {}
}
