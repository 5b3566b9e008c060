package io.tenantdeletion.services.app;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.tenantdeletion.commons.test.AbstractEdgeTest;
import io.tenantdeletion.commons.test.PlatformTestResource;
import java.util.UUID;

@QuarkusTest
@WithTestResource(PlatformTestResource.class)
class EdgeIT extends AbstractEdgeTest {

    private static final String DATA = "/api/v1/orders/tenant/" + UUID.randomUUID();

    @Override
    protected String path() {
        return DATA + "/deletion-preview";
    }

    @Override
    protected Response privileged(RequestSpecification caller) {
        return caller.delete(DATA);
    }
}
