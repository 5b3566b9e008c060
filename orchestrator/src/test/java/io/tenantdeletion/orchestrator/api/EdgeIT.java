package io.tenantdeletion.orchestrator.api;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.tenantdeletion.commons.test.AbstractEdgeTest;
import io.tenantdeletion.commons.test.PlatformTestResource;
import io.tenantdeletion.orchestrator.audit.Audit;
import io.tenantdeletion.orchestrator.fake.FakePlatformResource;
import java.util.List;
import java.util.Map;
import java.util.UUID;

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
        return caller.contentType(ContentType.JSON)
                .body(Map.of("events", List.of(Audit.event(UUID.randomUUID(), "test.done"))))
                .post(Audit.PATH);
    }
}
