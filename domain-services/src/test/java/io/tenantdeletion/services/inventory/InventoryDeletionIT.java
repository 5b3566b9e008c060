package io.tenantdeletion.services.inventory;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tenantdeletion.commons.test.AbstractDeletionContractTest;
import io.tenantdeletion.commons.test.PlatformTestResource;

@QuarkusTest
@WithTestResource(PlatformTestResource.class)
class InventoryDeletionIT extends AbstractDeletionContractTest {

    @Override
    protected String pathName() {
        return "inventory";
    }
}
