package io.tenantdeletion.orchestrator.saga;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.tenantdeletion.commons.test.Tokens;
import io.tenantdeletion.orchestrator.OrchestratorTest;
import io.tenantdeletion.orchestrator.api.Api;
import io.tenantdeletion.orchestrator.fake.FakeTenant;
import io.tenantdeletion.orchestrator.fake.Reply;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What the tenant service says to the hold of a waiting job's tenant counts, now or later. */
@QuarkusTest
@TestProfile(RetentionIT.AsInProduction.class)
class HoldIT extends OrchestratorTest {

    private static final Map<String, ?> OWNER = Map.of("requested_as", "owner");

    private final FakeTenant tenant = platform.tenant();

    @Test
    void whatTheTenantServiceRefusesDoesNotStart() {
        platform.onHold(tenant, Reply.problem(409, "other-admins"));
        String key = UUID.randomUUID().toString();

        Api.post(tenant, Api.service().header("Idempotency-Key", key), OWNER)
                .then()
                .statusCode(409)
                .body("type", endsWith(":other-admins"))
                .body("user_ids.size()", equalTo(1));

        Api.service()
                .get(Api.JOBS + "/tenant/" + tenant.id())
                .then()
                .body("status", equalTo("cancelled"))
                .body("error_log[0]", containsString("other-admins"));
        platform.onHold(tenant, Reply.status(200));
        Api.post(tenant, Api.service().header("Idempotency-Key", key), OWNER)
                .then()
                .statusCode(202)
                .body("status", equalTo("pending"));
    }

    @Test
    void aTenantServiceThatIsAwayIsToldLater() {
        platform.onHold(tenant, Reply.status(500), Reply.status(500), Reply.status(200));

        String job = Api.post(tenant, Api.as(Tokens.platformAdmin()), Map.of("retention", "PT0S"))
                .then()
                .statusCode(202)
                .body("waiting_for", equalTo("tenant_service"))
                .extract()
                .path("job_id");

        Api.awaitStatus(job, "completed");
    }

    @Test
    void anEndOfTheHoldThatCannotBeToldIsToldLater() {
        String job = Api.post(tenant, Api.service(), OWNER).path("job_id");
        platform.onRelease(tenant, Reply.status(500), Reply.hangUp(), Reply.status(200));

        Api.decide(job, "cancel", Api.service()).then().statusCode(200).body("status", equalTo("cancelled"));

        Awaitility.await().until(() -> platform.hold(tenant) == null);
    }
}
