package io.tenantdeletion.orchestrator.saga;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.tenantdeletion.commons.test.TestDatabase;
import io.tenantdeletion.orchestrator.MovableClock;
import io.tenantdeletion.orchestrator.OrchestratorTest;
import io.tenantdeletion.orchestrator.api.Api;
import io.tenantdeletion.orchestrator.fake.FakeTenant;
import io.tenantdeletion.orchestrator.fake.Reply;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who takes part in a job, in which order, and how that is told. */
@QuarkusTest
class PhasesIT extends OrchestratorTest {

    private final FakeTenant tenant = platform.tenant();

    @AfterEach
    void backToRealTime() {
        MovableClock.reset();
    }

    @Test
    void everyPhaseTellsWhereItIs() {
        CountDownLatch gate = new CountDownLatch(1);
        platform.onPurge("pos", tenant, Reply.complete(1).behind(gate));
        String job = Api.post(tenant, Api.service()).path("job_id");
        Awaitility.await().until(() -> "completed".equals(Api.job(job).path("phases.purge.services.orders.status")));

        Api.job(job)
                .then()
                .body("phase", equalTo("purge"))
                .body("phases.keySet()", contains("prepare", "purge", "verify", "tenant"))
                .body("phases.purge.status", equalTo("in_progress"))
                .body("phases.purge.started_at", notNullValue())
                .body("phases.purge.completed_at", nullValue())
                .body("phases.purge.services.keySet()", hasSize(12))
                .body("phases.tenant.status", equalTo("pending"))
                .body("_links.keySet()", contains("self", "report", "progress"))
                .body("waiting_for", nullValue());

        gate.countDown();
        Api.awaitStatus(job, "completed");
        Api.job(job)
                .then()
                .body("phase", nullValue())
                .body("phases.purge.status", equalTo("completed"))
                .body("phases.purge.completed_at", notNullValue())
                .body("phases.tenant.services.tenant.deleted_counts.things", equalTo(3))
                .body("_links.keySet()", contains("self", "report", "progress"))
                .body("_links.self.method", equalTo("GET"));
    }

    @Test
    void aServiceThatIsRegisteredDuringTheRetentionIsCalled() {
        String job = waiting();
        // As it was when pos was not there yet.
        TestDatabase.execute(
                "delete from orchestrator.deletion_steps where service = 'pos' and job_id = '" + job + "'");
        Api.job(job).then().body("service_results", not(hasKey("pos")));

        MovableClock.pass(Duration.ofHours(2));

        Api.awaitStatus(job, "completed");
        assertThat(platform.purges("pos", tenant)).hasSize(1);
        Api.job(job)
                .then()
                .body("services_completed", equalTo(13))
                .body("phases.purge.services.pos.status", equalTo("completed"))
                .body("total_items_deleted", equalTo(39));
    }

    @Test
    void aUsersJobHasItsOwnPhases() {
        UUID user = platform.user();

        Api.deleteUser(user)
                .then()
                .body("status", equalTo("completed"))
                .body(
                        "phases.keySet()",
                        contains("identity", "prepare", "tenants", "services", "verify", "memberships", "account"))
                .body("phases.services.services.keySet()", hasSize(12))
                .body("phases.account.services.account.status", equalTo("completed"));
    }

    /** A job that waits for an hour. */
    private String waiting() {
        return Api.post(tenant, Api.service(), Map.of("retention", "PT1H"))
                .then()
                .body("status", equalTo("pending"))
                .extract()
                .path("job_id");
    }
}
