package io.tenantdeletion.orchestrator.saga;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.tenantdeletion.orchestrator.OrchestratorTest;
import io.tenantdeletion.orchestrator.api.Api;
import io.tenantdeletion.orchestrator.fake.FakeTenant;
import org.junit.jupiter.api.Test;

@QuarkusTest
class DeletionIT extends OrchestratorTest {

    @Test
    void deletesFromAllServicesAndThenTheTenant() {
        FakeTenant tenant = platform.tenant();

        Api.run(tenant)
                .then()
                .log()
                .all()
                .statusCode(200)
                .body("status", equalTo("completed"))
                .body("tenant_name", equalTo(tenant.name()))
                .body("progress", equalTo(100f))
                .body("total_items_deleted", equalTo(39))
                .body("services_completed", equalTo(13))
                .body("services_failed", equalTo(0))
                .body("service_results.pos.deleted_counts.things", equalTo(3))
                .body("completed_at", notNullValue());
    }
}
