package io.tenantdeletion.orchestrator.saga;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.tenantdeletion.commons.test.TestDatabase;
import io.tenantdeletion.orchestrator.OrchestratorTest;
import io.tenantdeletion.orchestrator.api.Api;
import io.tenantdeletion.orchestrator.audit.Audit;
import io.tenantdeletion.orchestrator.fake.FakeTenant;
import io.tenantdeletion.orchestrator.fake.Reply;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Deletions that fail for good after rows are gone, and are to be rolled back then. */
@QuarkusTest
class RollbackIT extends OrchestratorTest {

    private final FakeTenant tenant = platform.tenant();

    @Test
    void restoresWhatOthersHaveDeletedWhenAServiceRefuses() {
        platform.onPurge("pos", tenant, Reply.status(400));

        String job = start("rollback");

        Api.awaitStatus(job, "rolled_back");
        Api.job(job)
                .then()
                .body("restore.undo", equalTo("rollback"))
                .body("restore.on_failure", equalTo("rollback"))
                .body("error_log", hasItem(containsString("pos refused: status 400")))
                .body("waiting_for", nullValue())
                .body("service_results.pos.status", equalTo("failed"))
                .body("phases.restore.services.orders.restored_counts.things", equalTo(3))
                .body("phases.restore_tenant", nullValue());
        assertThat(platform.purges("tenant", tenant)).isEmpty();
        Awaitility.await()
                .until(() -> platform.checks().fenced(tenant.id()).isEmpty() && platform.suspension(tenant) == null);
        assertThat(TestDatabase.query("select type from orchestrator.outbox where subject = '" + tenant.id() + "'"))
                .contains("tenant.deletion_rolled_back")
                .doesNotContain("tenant.deletion_failed");
        assertThat(Audit.actions("job_id=" + job)).contains("deletion.rollback_begun", "deletion.rolled_back");
        // What people typed goes with the end of the job.
        assertThat(TestDatabase.query("select num_nonnulls(tenant_name, reason, changed_from, changed_why)"
                        + " from orchestrator.deletion_jobs where job_id = '" + job + "'"))
                .containsExactly("0");
    }

    @Test
    void restoresTheTenantTooWhereItsOwnServiceHasBegun() {
        platform.onPurge("tenant", tenant, Reply.status(409));

        String job = start("rollback");

        Api.awaitStatus(job, "rolled_back");
        assertThat(platform.restores().calls("POST", tenant.id())).hasSize(13);
    }

    @Test
    void staysFailedWhereNothingIsSaid() {
        platform.onPurge("pos", tenant, Reply.status(400));

        String job = post(Map.of(), Api.service().header("Prefer", "wait=20"))
                .then()
                .statusCode(200)
                .body("status", equalTo("failed"))
                .body("restore.on_failure", equalTo("retry"))
                .extract()
                .path("job_id");

        assertThat(platform.restores().calls("POST", tenant.id())).isEmpty();
        Api.decide(job, "restore", Api.as(io.tenantdeletion.commons.test.Tokens.platformAdmin()))
                .then()
                .statusCode(409);
    }

    @Test
    void hasNothingToRollBackBeforeAnybodyHasDeleted() {
        platform.checks().onFence("pos", tenant.id(), Reply.refused("[]"));

        String job = start("rollback");

        Api.awaitStatus(job, "failed");
        Awaitility.await().until(() -> platform.checks().fenced(tenant.id()).isEmpty());
        assertThat(platform.restores().calls("POST", tenant.id())).isEmpty();
    }

    @Test
    void aRollbackThatFailsIsRetriedAsOne() {
        platform.onPurge("pos", tenant, Reply.status(400));
        platform.restores().onRestore("orders", tenant.id(), Reply.problem(409, "restore-refused"));

        String job = start("rollback");

        Api.awaitStatus(job, "failed");
        Api.job(job).then().body("restore.undo", equalTo("rollback"));
        Api.retry(job).then().body("status", equalTo("rolled_back"));
    }

    @Test
    void takesNoOtherPolicy() {
        post(Map.of("on_failure", "despair"), Api.service()).then().statusCode(400);
    }

    private String start(String policy) {
        return post(Map.of("on_failure", policy, "reason", "asked for by letter"), Api.service())
                .then()
                .statusCode(202)
                .extract()
                .path("job_id");
    }

    private Response post(Map<String, ?> further, RequestSpecification request) {
        return Api.post(tenant, request, further);
    }
}
