package io.tenantdeletion.orchestrator.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.smallrye.mutiny.Multi;
import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.test.TestDatabase;
import io.tenantdeletion.commons.test.Tokens;
import io.tenantdeletion.orchestrator.OrchestratorTest;
import io.tenantdeletion.orchestrator.api.Api;
import io.tenantdeletion.orchestrator.audit.Audit;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** How much may go because of one caller. */
@QuarkusTest
@WithTestResource(SmallLimits.class)
class CapsIT extends OrchestratorTest {

    @Inject
    StandingClock clock;

    @Inject
    Limits limits;

    private final UUID user = UUID.randomUUID();

    @Test
    void tooManyTenantsAreRefusedUntilTheOldestLeavesTheHour() {
        made(1);
        clock.move(Duration.ofMinutes(10));
        made(1);

        ask(UUID.randomUUID(), 2)
                .then()
                .statusCode(429)
                .contentType("application/problem+json")
                .header("Retry-After", "3000")
                .body("type", equalTo("urn:tenant-deletion:problem:deletion-cap-reached"))
                .body("tenants", equalTo(2))
                .body("rows", equalTo(0));
        assertThat(Audit.line("action=request.refused&actor=" + user)).containsEntry("reason", "deletion-cap-reached");
        clock.move(Duration.ofMinutes(50));
        ask(UUID.randomUUID(), 2).then().statusCode(204);
    }

    @Test
    void whatIsLetThroughCountsBeforeItIsWrittenDown() {
        ask(UUID.randomUUID(), 3).then().statusCode(204);
        ask(UUID.randomUUID(), 1).then().statusCode(429);

        // It never was.
        clock.move(Duration.ofMinutes(1));
        ask(UUID.randomUUID(), 1).then().statusCode(204);
    }

    @Test
    void ofRequestsAtTheSameTimeOnlyAsManyPassAsMay() {
        long passed = Multi.createFrom()
                .range(0, 30)
                .onItem()
                .transformToUni(
                        n -> limits.checkCaps(new LimitRequest(new JobId(UUID.randomUUID()), user.toString(), 1))
                                .replaceWith(true)
                                .onFailure(ProblemException.class)
                                .recoverWithItem(false))
                .merge(15)
                .filter(pass -> pass)
                .collect()
                .asList()
                .await()
                .atMost(Duration.ofSeconds(30))
                .size();

        assertThat(passed).isEqualTo(3);
    }

    @Test
    void cancelledJobsDoNotCount() {
        UUID job = made(3);
        ask(UUID.randomUUID(), 1).then().statusCode(429);
        TestDatabase.execute("update orchestrator.deletion_jobs set status = 'cancelled' where job_id = '" + job + "'");

        ask(UUID.randomUUID(), 3).then().statusCode(204);
    }

    @Test
    void moreThanEverAllowedIsRefusedToo() {
        ask(UUID.randomUUID(), 4).then().statusCode(429).header("Retry-After", "3600");
    }

    @Test
    void whatTheOrchestratorStartsCountsForTheUserBehindIt() {
        TestDatabase.execute(
                "insert into orchestrator.deletion_jobs (job_id, tenant_id, initiated_by, changed_by, status,"
                        + " created_at) values (gen_random_uuid(), gen_random_uuid(), '" + user
                        + "', 'orchestrator', 'completed', '" + clock.instant() + "')");

        assertThat(TestDatabase.query(
                        "select count(*) from orchestrator.deletion_jobs where requested_by = '" + user + "'"))
                .containsExactly("1");
    }

    @Test
    void aLiftLetsPassCountsAndIsAudited() {
        UUID tenant = UUID.randomUUID();
        UUID job = UUID.randomUUID();

        post(Tokens.platformAdmin(user), "/caps?tenants=4&job=" + job + "&lift=" + tenant)
                .then()
                .statusCode(204);

        assertThat(Audit.line("subject=" + tenant))
                .containsEntry("action", "limit.lifted")
                .containsEntry("actor", user.toString())
                .containsEntry("job_id", job.toString())
                .containsEntry("reason", "agreed")
                .containsEntry("source", "127.0.0.1")
                .containsEntry("detail", Map.of("tenants", 4, "tenants_before", 0, "rows_before", 0));
        ask(UUID.randomUUID(), 1).then().statusCode(429).body("tenants", equalTo(4));
    }

    /** A job that was let through and written down. */
    private UUID made(int tenants) {
        UUID job = UUID.randomUUID();
        ask(job, tenants).then().statusCode(204);
        TestDatabase.execute(
                "insert into orchestrator.deletion_jobs (job_id, tenant_id, initiated_by, status, created_at)"
                        + " values ('" + job + "', gen_random_uuid(), '" + user + "', 'completed', '" + clock.instant()
                        + "')");
        return job;
    }

    private Response ask(UUID job, int tenants) {
        return post(Tokens.user(user), "/caps?job=" + job + "&tenants=" + tenants);
    }

    private static Response post(String token, String path) {
        return Api.as(token).post("/api/v1/limited" + path);
    }
}
