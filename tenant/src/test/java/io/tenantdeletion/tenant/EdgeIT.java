package io.tenantdeletion.tenant;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.tenantdeletion.commons.test.AbstractEdgeTest;
import io.tenantdeletion.commons.test.PlatformTestResource;
import io.tenantdeletion.tenant.support.FakeOrchestrator;
import java.util.UUID;

@QuarkusTest
@WithTestResource(PlatformTestResource.class)
@WithTestResource(FakeOrchestrator.class)
class EdgeIT extends AbstractEdgeTest {

    private static final String MEMBERSHIPS = "/api/v1/tenants/user/" + UUID.randomUUID() + "/memberships";

    @Override
    protected String path() {
        return MEMBERSHIPS;
    }

    @Override
    protected Response privileged(RequestSpecification caller) {
        return caller.delete(MEMBERSHIPS);
    }
}
