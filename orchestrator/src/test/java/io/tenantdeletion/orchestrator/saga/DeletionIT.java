package io.tenantdeletion.orchestrator.saga;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.tenantdeletion.orchestrator.OrchestratorTest;
import io.tenantdeletion.orchestrator.api.Api;
import io.tenantdeletion.orchestrator.fake.Call;
import io.tenantdeletion.orchestrator.fake.FakeTenant;
import io.tenantdeletion.orchestrator.fake.Reply;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What a run does from its request to its end. */
@QuarkusTest
class DeletionIT extends OrchestratorTest {

    private final FakeTenant tenant = platform.tenant();

    @Test
    void deletesFromAllServicesAndThenTheTenant() {
        String job = Api.run(tenant)
                .then()
                .statusCode(200)
                .body("status", equalTo("completed"))
                .body("tenant_id", equalTo(tenant.id().toString()))
                .body("tenant_name", nullValue())
                .body("reason", nullValue())
                .body("initiated_by", equalTo(tenant.owner().toString()))
                .body("progress", equalTo(100f))
                .body("total_items_deleted", equalTo(39))
                .body("services_completed", equalTo(13))
                .body("services_failed", equalTo(0))
                .body("service_results.pos.status", equalTo("completed"))
                .body("service_results.pos.attempts", equalTo(1))
                .body("service_results.pos.deleted_counts.things", equalTo(3))
                .body("service_results.pos.errors", empty())
                .body("service_results.pos.duration", greaterThanOrEqualTo(0f))
                .body("error_log", empty())
                .body("started_at", notNullValue())
                .body("completed_at", notNullValue())
                .body("duration", greaterThanOrEqualTo(0f))
                .extract()
                .path("job_id");

        List<Call> calls = platform.purges(tenant);
        assertThat(calls).hasSize(13).allSatisfy(call -> {
            assertThat(call.job()).isEqualTo(job);
            assertThat(call.token()).startsWith("Bearer ");
        });
        assertThat(calls.get(12).service()).isEqualTo("tenant");
    }

    @Test
    void callsAgainUntilComplete() {
        platform.onPurge("orders", tenant, Reply.incomplete(10, 0.5), Reply.incomplete(5, 0.9), Reply.complete(1));

        Api.run(tenant)
                .then()
                .statusCode(200)
                .body("status", equalTo("completed"))
                .body("service_results.orders.attempts", equalTo(1))
                .body("service_results.orders.deleted_counts.things", equalTo(16))
                .body("total_items_deleted", equalTo(36 + 16));
    }

    @Test
    void showsProgressWhileAServiceIsNotComplete() {
        CountDownLatch gate = new CountDownLatch(1);
        platform.onPurge(
                "orders", tenant, Reply.incomplete(10, 0.5), Reply.complete(1).behind(gate));

        String job =
                Api.post(tenant, Api.service()).then().statusCode(202).extract().path("job_id");
        Awaitility.await().untilAsserted(() -> {
            JsonPath status = Api.job(job).jsonPath();
            assertThat(status.getString("status")).isEqualTo("in_progress");
            // Eleven services done, one half done, the tenant not begun: 11.5 of 13.
            assertThat(status.getDouble("progress")).isEqualTo(88.4);
            assertThat(status.getInt("service_results.orders.deleted_counts.things"))
                    .isEqualTo(10);
            assertThat(status.getString("service_results.tenant.status")).isEqualTo("pending");
        });
        gate.countDown();
        Api.awaitStatus(job, "completed");
    }

    @Test
    void failsAServiceThatGetsNoFurther() {
        platform.onPurge("orders", tenant, Reply.incomplete(2, 0.5), Reply.incomplete(0, 0.5));

        Api.run(tenant)
                .then()
                .statusCode(200)
                .body("status", equalTo("failed"))
                .body("service_results.orders.status", equalTo("failed"))
                .body("service_results.orders.errors[0]", startsWith("no_progress"))
                .body("service_results.orders.deleted_counts.things", equalTo(2));
        assertThat(platform.purges("orders", tenant)).hasSize(6);
    }

    @Test
    void repeatsACallAfterAServerError() {
        platform.onPurge("orders", tenant, Reply.status(500), Reply.status(429), Reply.complete(4));

        Api.run(tenant)
                .then()
                .body("status", equalTo("completed"))
                .body("service_results.orders.attempts", equalTo(3))
                .body("service_results.orders.deleted_counts.things", equalTo(4));
    }

    @Test
    void keepsTheOthersResultsAndTheTenantWhenOneServiceFails() {
        platform.onPurge("pos", tenant, Reply.status(400));

        Api.run(tenant)
                .then()
                .statusCode(200)
                .body("status", equalTo("failed"))
                .body("services_completed", equalTo(11))
                .body("services_failed", equalTo(1))
                .body("service_results.pos.status", equalTo("failed"))
                .body("service_results.pos.attempts", equalTo(1))
                .body("service_results.pos.errors[0]", startsWith("refused: status 400"))
                .body("service_results.orders.status", equalTo("completed"))
                .body("service_results.tenant.status", equalTo("skipped"))
                .body("service_results.tenant.attempts", equalTo(0))
                .body("service_results.tenant.errors", contains(startsWith("skipped")))
                .body("error_log.size()", equalTo(1))
                .body("completed_at", notNullValue());
        assertThat(platform.purges("tenant", tenant)).isEmpty();
    }

    @Test
    void failsTheJobWhenTheTenantStepFails() {
        platform.onPurge("tenant", tenant, Reply.status(409));

        Api.run(tenant)
                .then()
                .body("status", equalTo("failed"))
                .body("services_completed", equalTo(12))
                .body("service_results.tenant.status", equalTo("failed"))
                .body("$", hasKey("completed_at"));
    }

    @Test
    void neverMixesTwoTenants() {
        FakeTenant other = platform.tenant();
        CountDownLatch gate = new CountDownLatch(1);
        platform.onPurge("orders", tenant, Reply.complete(100).behind(gate));
        platform.onPurge("orders", other, Reply.complete(5).behind(gate));

        String one = Api.post(tenant, Api.service()).path("job_id");
        String two = Api.post(other, Api.service()).path("job_id");
        Api.job(one).then().body("tenant_name", equalTo(tenant.name()));
        Api.job(two).then().body("tenant_name", equalTo(other.name()));
        gate.countDown();
        Api.awaitStatus(one, "completed");
        Api.awaitStatus(two, "completed");

        Api.job(one).then().body("total_items_deleted", equalTo(136));
        Api.job(two).then().body("total_items_deleted", equalTo(41));
        assertThat(platform.purges(tenant)).extracting(Call::job).containsOnly(one);
        assertThat(platform.purges(other)).extracting(Call::job).containsOnly(two);
    }

    @Test
    void leavesTimesOpenUntilTheyAreKnown() {
        CountDownLatch gate = new CountDownLatch(1);
        platform.onPurge("orders", tenant, Reply.complete(1).behind(gate));

        String job = Api.post(tenant, Api.service())
                .then()
                .body("completed_at", nullValue())
                .extract()
                .path("job_id");
        gate.countDown();
        Api.awaitStatus(job, "completed");
    }
}
