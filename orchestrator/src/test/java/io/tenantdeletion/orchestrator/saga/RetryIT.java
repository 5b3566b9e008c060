package io.tenantdeletion.orchestrator.saga;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.tenantdeletion.commons.test.Tokens;
import io.tenantdeletion.orchestrator.OrchestratorTest;
import io.tenantdeletion.orchestrator.api.Api;
import io.tenantdeletion.orchestrator.fake.FakeTenant;
import io.tenantdeletion.orchestrator.fake.Reply;
import org.junit.jupiter.api.Test;

/** Retrying a job. */
@QuarkusTest
class RetryIT extends OrchestratorTest {

    private final FakeTenant tenant = platform.tenant();

    @Test
    void asksEverybodyAgainAndCountsWhatIsDeletedOnce() {
        platform.onPurge("pos", tenant, Reply.status(400), Reply.complete(8));
        String job = Api.run(tenant).path("job_id");

        Api.retry(job)
                .then()
                .statusCode(200)
                .body("status", equalTo("completed"))
                .body("services_completed", equalTo(13))
                .body("total_items_deleted", equalTo(36 + 8))
                .body("service_results.pos.attempts", equalTo(2))
                .body("service_results.pos.errors", empty())
                .body("error_log.size()", equalTo(1));

        assertThat(platform.purges("orders", tenant)).hasSize(2);
        assertThat(platform.purges("pos", tenant)).hasSize(2);
        assertThat(platform.purges("tenant", tenant)).hasSize(1);
    }

    @Test
    void asksEverybodyAgainAlsoWhenOnlyTheTenantStepFailed() {
        platform.onPurge("tenant", tenant, Reply.status(400), Reply.complete(1));
        String job = Api.run(tenant).path("job_id");

        Api.retry(job).then().statusCode(200).body("status", equalTo("completed"));

        assertThat(platform.purges(tenant)).hasSize(2 * 13);
    }

    @Test
    void failsAgainWithBothFailuresInTheLog() {
        platform.onPurge("pos", tenant, Reply.status(400));
        String job = Api.run(tenant).path("job_id");

        Api.retry(job).then().statusCode(200).body("status", equalTo("failed")).body("error_log.size()", equalTo(2));
    }

    @Test
    void refusesAJobThatHasNotFailed() {
        String job = Api.run(tenant).path("job_id");

        Api.retry(job)
                .then()
                .statusCode(409)
                .contentType("application/problem+json")
                .body("type", endsWith(":deletion-job-not-failed"));
    }

    @Test
    void theInitiatorMayRetryWhenTheTenantIsGoneAlready() {
        platform.onPurge("pos", tenant, Reply.status(400), Reply.complete(1));
        String job = Api.run(tenant).path("job_id");
        platform.forget(tenant);

        Api.retry(job, Api.as(Tokens.user(tenant.owner())))
                .then()
                .statusCode(200)
                .body("status", equalTo("completed"));
    }

    @Test
    void whoIsNotTheInitiatorMayNotRetryWhenTheTenantIsGone() {
        platform.onPurge("pos", tenant, Reply.status(400));
        String job = Api.run(tenant).path("job_id");
        platform.forget(tenant);

        Api.retry(job, Api.as(Tokens.user(tenant.admin()))).then().statusCode(403);
    }
}
