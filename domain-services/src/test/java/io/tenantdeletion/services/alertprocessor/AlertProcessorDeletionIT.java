package io.tenantdeletion.services.alertprocessor;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tenantdeletion.commons.test.AbstractDeletionContractTest;
import io.tenantdeletion.commons.test.PlatformTestResource;

@QuarkusTest
@WithTestResource(PlatformTestResource.class)
class AlertProcessorDeletionIT extends AbstractDeletionContractTest {

    @Override
    protected String pathName() {
        return "alerts";
    }

    @Override
    protected String serviceName() {
        return "alert_processor";
    }
}
