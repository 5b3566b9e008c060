package io.tenantdeletion.services.training;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tenantdeletion.commons.test.AbstractUserDeletionContractTest;
import io.tenantdeletion.commons.test.PlatformTestResource;

@QuarkusTest
@WithTestResource(PlatformTestResource.class)
class TrainingUserDeletionIT extends AbstractUserDeletionContractTest {

    @Override
    protected String dataName() {
        return "models";
    }

    @Override
    protected String pathName() {
        return "training";
    }
}
