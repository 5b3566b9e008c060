package io.tenantdeletion.orchestrator.api;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.tenantdeletion.commons.test.AbstractEdgeTest;
import io.tenantdeletion.commons.test.PlatformTestResource;
import io.tenantdeletion.orchestrator.fake.FakePlatformResource;

@QuarkusTest
@WithTestResource(PlatformTestResource.class)
@WithTestResource(FakePlatformResource.class)
class EdgeIT extends AbstractEdgeTest {

    @Override
    protected String path() {
        return Api.JOBS;
    }

    @Override
    protected Response privileged(RequestSpecification caller) {
        return caller.get(Api.JOBS);
    }
}
