package io.tenantdeletion.orchestrator.api;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tenantdeletion.commons.test.AbstractOutageTest;
import io.tenantdeletion.commons.test.PlatformTestResource;
import io.tenantdeletion.orchestrator.fake.FakePlatformResource;

@QuarkusTest
@WithTestResource(PlatformTestResource.class)
@WithTestResource(FakePlatformResource.class)
class OutageIT extends AbstractOutageTest {

    @Override
    protected String path() {
        return Api.JOBS;
    }

    @Override
    protected String databaseCheck() {
        return "job store";
    }
}
