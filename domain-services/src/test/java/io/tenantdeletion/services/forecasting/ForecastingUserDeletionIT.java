package io.tenantdeletion.services.forecasting;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tenantdeletion.commons.test.AbstractUserDeletionContractTest;
import io.tenantdeletion.commons.test.PlatformTestResource;

@QuarkusTest
@WithTestResource(PlatformTestResource.class)
class ForecastingUserDeletionIT extends AbstractUserDeletionContractTest {

    @Override
    protected String dataName() {
        return "forecasts";
    }

    @Override
    protected String pathName() {
        return "forecasting";
    }
}
