package io.tenantdeletion.orchestrator.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.smallrye.mutiny.Multi;
import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.test.TestDatabase;
import io.tenantdeletion.commons.test.Tokens;
import io.tenantdeletion.orchestrator.OrchestratorTest;
import io.tenantdeletion.orchestrator.api.Api;
import io.tenantdeletion.orchestrator.audit.Audit;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Small limits, and a clock that stands still. */
@QuarkusTest
@TestProfile(LimitsIT.Small.class)
class LimitsIT extends OrchestratorTest {

    /** Three calls a minute; three tenants, a hundred rows an hour. */
    public static class Small implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "deletion.limits.requests", "3", "deletion.limits.tenants", "3", "deletion.limits.rows", "100");
        }

        @Override
        public Set<Class<?>> getEnabledAlternatives() {
            return Set.of(MovableClock.class);
        }
    }

    @Inject
    MovableClock clock;

    @Inject
    RateLimit rate;

    @Inject
    Limits limits;

    @Inject
    Pool pool;

    private final UUID user = UUID.randomUUID();

    @Test
    void aCallTooManyIsRefusedAndSaysHowLongToWait() {
        for (int call = 1; call <= 3; call++) {
            call(user).then().statusCode(204);
            clock.move(Duration.ofSeconds(10));
        }

        call(user)
                .then()
                .statusCode(429)
                .contentType("application/problem+json")
                .header("Retry-After", "30")
                .body("type", equalTo("urn:tenant-deletion:problem:rate-limited"));
        assertThat(Audit.line("actor=" + user)).containsEntry("reason", "rate-limited");
    }

    @Test
    void whoWaitsAsToldGetsThrough() {
        call(user);
        clock.move(Duration.ofSeconds(40));
        call(user);
        call(user);
        Response refused = call(user);
        clock.move(Duration.ofSeconds(Long.parseLong(refused.header("Retry-After"))));

        call(user).then().statusCode(204);
        // Any minute counts, not only one that begins with the first call.
        call(user).then().statusCode(429).header("Retry-After", "40");
    }

    @Test
    void refusedCallsDoNotCount() {
        for (int call = 1; call <= 10; call++) {
            call(user);
        }
        clock.move(Duration.ofMinutes(1));

        call(user).then().statusCode(204);
    }

    @Test
    void callersDoNotDisturbEachOther() {
        for (int call = 1; call <= 4; call++) {
            call(user);
        }

        call(UUID.randomUUID()).then().statusCode(204);
    }

    @Test
    void callsAtTheSameTimeAtSeveralReplicasAreCountedRight() {
        RateLimit other = new RateLimit(pool);

        long passed = Multi.createFrom()
                .range(0, 40)
                .onItem()
                .transformToUni(n ->
                        (n % 2 == 0 ? rate : other).take(user.toString(), 3, Duration.ofMinutes(1), clock.instant()))
                .merge(20)
                .filter(Optional::isEmpty)
                .collect()
                .asList()
                .await()
                .atMost(Duration.ofSeconds(30))
                .size();

        assertThat(passed).isEqualTo(3);
    }

    @Test
    void oldCallsAreForgotten() {
        call(user);
        clock.move(Duration.ofSeconds(59));
        limits.clean().await().atMost(Duration.ofSeconds(20));
        assertThat(remembered()).isEqualTo("1");

        clock.move(Duration.ofSeconds(1));
        limits.clean().await().atMost(Duration.ofSeconds(20));
        assertThat(remembered()).isEqualTo("0");
    }

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
                .transformToUni(n -> limits.checkCaps(new Asked(new JobId(UUID.randomUUID()), user.toString(), 1))
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
    void tooManyRowsAreRefused() {
        run();
        run();
        ask(UUID.randomUUID(), 1).then().statusCode(204);
        run();

        ask(UUID.randomUUID(), 0).then().statusCode(429).body("rows", equalTo(117));
        clock.move(Duration.ofHours(1));
        ask(UUID.randomUUID(), 1).then().statusCode(204);
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

    private Response call(UUID caller) {
        return post(Tokens.user(caller), "/rate");
    }

    private Response ask(UUID job, int tenants) {
        return post(Tokens.user(user), "/caps?job=" + job + "&tenants=" + tenants);
    }

    private static Response post(String token, String path) {
        return Api.as(token).post("/api/v1/limited" + path);
    }

    private void run() {
        Api.service()
                .contentType(ContentType.JSON)
                .header("Prefer", "wait=20")
                .body(Map.of("tenant_id", platform.tenant().id(), "initiated_by", user))
                .post("/api/v1/deletion-jobs")
                .then()
                .statusCode(200);
    }

    private String remembered() {
        return TestDatabase.query("select count(*) from orchestrator.deletion_calls where actor = '" + user + "'")
                .get(0);
    }
}
