package io.tenantdeletion.orchestrator.saga;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.tenantdeletion.orchestrator.OrchestratorTest;
import io.tenantdeletion.orchestrator.api.Api;
import io.tenantdeletion.orchestrator.api.Callers;
import io.tenantdeletion.orchestrator.fake.FakeTenant;
import io.tenantdeletion.orchestrator.fake.Reply;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows of a tenant that the tenant service does not know. */
@QuarkusTest
class ForceIT extends OrchestratorTest {

    private static final Map<String, ?> FORCE = Map.of("force", true, "reason", "left over from 2019");

    private final FakeTenant tenant = platform.tenant();

    @BeforeEach
    void isUnknown() {
        platform.forget(tenant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"platform admin", "service"})
    void areErasedByForce(String who) {
        post(Callers.as(who, tenant), Map.of("reason", "left over from 2019"))
                .then()
                .statusCode(404);

        post(Callers.as(who, tenant), FORCE)
                .then()
                .statusCode(200)
                .body("status", equalTo("completed"))
                .body("tenant_name", nullValue())
                .body("total_items_deleted", equalTo(39));

        assertThat(platform.purges(tenant)).hasSize(13);
    }

    @Test
    void whatIsWrittenLaterIsErasedByAnotherJob() {
        String job = post(Api.service(), FORCE).path("job_id");
        platform.write("pos", tenant);

        post(Api.service(), FORCE)
                .then()
                .statusCode(200)
                .body("job_id", not(equalTo(job)))
                .body("total_items_deleted", equalTo(3));
    }

    @Test
    void aFailedOneIsRetried() {
        platform.onPurge("pos", tenant, Reply.status(400), Reply.complete(3));
        String job = post(Api.service(), FORCE)
                .then()
                .body("status", equalTo("failed"))
                .extract()
                .path("job_id");

        Api.retry(job).then().body("status", equalTo("completed"));
    }

    @Test
    void needsAReasonAndIsNotForOwners() {
        post(Api.service(), Map.of("force", true)).then().statusCode(400);
        post(Api.service(), Map.of("force", true, "reason", " ")).then().statusCode(400);
        Map<String, Object> owner = new HashMap<>(FORCE);
        owner.put("requested_as", "owner");
        post(Api.service(), owner).then().statusCode(403).body("type", endsWith(":forbidden"));
        post(Callers.as("owner", tenant), FORCE).then().statusCode(403);

        assertThat(platform.purges(tenant)).isEmpty();
    }

    private Response post(RequestSpecification request, Map<String, ?> further) {
        Map<String, Object> body = new HashMap<>(further);
        body.put("tenant_id", tenant.id());
        return request.header("Prefer", "wait=20")
                .contentType(ContentType.JSON)
                .body(body)
                .post(Api.JOBS);
    }
}
