package io.tenantdeletion.services.suppliers;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tenantdeletion.commons.test.AbstractDeletionContractTest;
import io.tenantdeletion.commons.test.PlatformTestResource;

@QuarkusTest
@WithTestResource(PlatformTestResource.class)
class SuppliersDeletionIT extends AbstractDeletionContractTest {

    @Override
    protected String pathName() {
        return "suppliers";
    }
}
