package io.tenantdeletion.services.notification;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tenantdeletion.commons.test.AbstractUserDeletionContractTest;
import io.tenantdeletion.commons.test.PlatformTestResource;

@QuarkusTest
@WithTestResource(PlatformTestResource.class)
class NotificationUserDeletionIT extends AbstractUserDeletionContractTest {

    @Override
    protected String dataName() {
        return "notifications";
    }

    @Override
    protected String pathName() {
        return "notifications";
    }

    @Override
    protected String serviceName() {
        return "notification";
    }
}
