package io.tenantdeletion.services.notification;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tenantdeletion.commons.test.AbstractDeletionContractTest;
import io.tenantdeletion.commons.test.PlatformTestResource;

@QuarkusTest
@WithTestResource(PlatformTestResource.class)
class NotificationDeletionIT extends AbstractDeletionContractTest {

    @Override
    protected String pathName() {
        return "notifications";
    }

    @Override
    protected String serviceName() {
        return "notification";
    }
}
