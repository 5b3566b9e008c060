package io.tenantdeletion.orchestrator.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.smallrye.mutiny.Multi;
import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.commons.test.TestDatabase;
import io.tenantdeletion.commons.test.Tokens;
import io.tenantdeletion.orchestrator.OrchestratorTest;
import io.tenantdeletion.orchestrator.api.Api;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How many rows may go because of one caller: counted when a job begins, by what was seen before. */
@QuarkusTest
@WithTestResource(SmallLimits.class)
class RowCapsIT extends OrchestratorTest {

    @Inject
    StandingClock clock;

    @Inject
    Limits limits;

    private final UUID user = UUID.randomUUID();

    @Test
    void rowsCountFromWhenTheirJobBeginsHoweverLongItHasWaited() {
        UUID one = pending();
        UUID other = pending();
        clock.move(Duration.ofDays(30));
        ask(UUID.randomUUID(), 0).then().statusCode(204);

        assertThat(begin(one, 117)).isEmpty();
        started(one);
        Instant free = clock.instant().plus(Duration.ofHours(1));
        clock.move(Duration.ofMinutes(10));

        ask(UUID.randomUUID(), 0)
                .then()
                .statusCode(429)
                .header("Retry-After", "3000")
                .body("rows", equalTo(117));
        assertThat(begin(other, 1)).contains(free);
        clock.move(Duration.ofMinutes(50));
        ask(UUID.randomUUID(), 0).then().statusCode(204);
        assertThat(begin(other, 1)).isEmpty();
    }

    @Test
    void aServiceSpendsNobodysCapByWhatItClaims() {
        UUID job = pending();
        assertThat(begin(job, 99)).isEmpty();
        started(job);
        TestDatabase.execute(
                "insert into orchestrator.deletion_steps (job_id, phase, service, position, deleted_counts)"
                        + " values ('" + job + "', 'purge', 'odd', 0, '{\"rows\": 1000000000000000}')");

        ask(UUID.randomUUID(), 0).then().statusCode(204);
        assertThat(begin(pending(), 1)).isEmpty();
    }

    @Test
    void ofJobsThatAreDueAtTheSameTimeOnlyAsManyBeginAsMay() {
        List<UUID> jobs = Stream.generate(this::pending).limit(20).toList();

        long begun = Multi.createFrom()
                .iterable(jobs)
                .onItem()
                .transformToUni(job -> limits.begin(new JobId(job), 60))
                .merge(10)
                .filter(Optional::isEmpty)
                .collect()
                .asList()
                .await()
                .atMost(Duration.ofSeconds(30))
                .size();

        assertThat(begun).isEqualTo(2);
        // One that does not begin after all makes room for another.
        TestDatabase.execute("update orchestrator.deletion_jobs set status = 'cancelled' where job_id ="
                + " (select job_id from orchestrator.deletion_jobs where requested_by = '" + user
                + "' and expected_rows = 60 limit 1)");
        assertThat(begin(pending(), 1)).isEmpty();
    }

    @Test
    void whatHasBegunGoesOnAndCountsOnce() {
        UUID job = pending();
        begin(job, 100);
        started(job);

        assertThat(begin(job, 40)).isEmpty();
        assertThat(begin(pending(), 1)).isPresent();
        ask(UUID.randomUUID(), 0).then().statusCode(429).body("rows", equalTo(100));
    }

    @Test
    void aLiftHoldsUntilItsJobBegins() {
        UUID lifted = pending();
        post(Tokens.platformAdmin(user), "/caps?tenants=1&job=" + lifted + "&lift=" + UUID.randomUUID())
                .then()
                .statusCode(204);
        clock.move(Duration.ofDays(30));
        limits.clean().await().atMost(Duration.ofSeconds(10));
        UUID first = pending();
        begin(first, 100);
        started(first);

        assertThat(begin(pending(), 1)).isPresent();
        assertThat(begin(lifted, 1)).isEmpty();
        started(lifted);
        limits.clean().await().atMost(Duration.ofSeconds(10));
        assertThat(TestDatabase.query(
                        "select count(*) from orchestrator.deletion_grants where job_id = '" + lifted + "'"))
                .containsExactly("0");
    }

    @Test
    void rowsOfAPartCountForWhoAskedForTheWholeWhoseLiftIsItsOwn() {
        UUID whole = pendingOf("user_id", "changed_by, kind", "'" + user + "', 'user'");
        UUID unlifted = pendingOf("user_id", "changed_by, kind", "'" + user + "', 'user'");
        UUID part = partOf(whole);
        post(Tokens.platformAdmin(user), "/caps?tenants=1&job=" + whole + "&lift=" + UUID.randomUUID())
                .then()
                .statusCode(204);
        TestDatabase.execute("update orchestrator.deletion_jobs set started_at = '" + clock.instant()
                + "', status = 'in_progress', next_attempt_at = '9999-01-01' where job_id = '" + whole + "'");
        clock.move(Duration.ofHours(2));
        limits.clean().await().atMost(Duration.ofSeconds(10));
        UUID spent = pending();
        begin(spent, 100);
        started(spent);

        assertThat(begin(pending(), 1)).isPresent();
        assertThat(begin(partOf(unlifted), 1)).isPresent();
        assertThat(begin(part, 1)).isEmpty();
    }

    private UUID partOf(UUID whole) {
        return pendingOf("tenant_id", "changed_by, parent_id", "'orchestrator', '" + whole + "'");
    }

    /** By the orchestrator on behalf of somebody else than this test's user, unless it says so. */
    private UUID pendingOf(String subject, String columns, String values) {
        UUID job = UUID.randomUUID();
        TestDatabase.execute("insert into orchestrator.deletion_jobs (job_id, " + subject
                + ", initiated_by, status, created_at, due_at, " + columns + ") values ('" + job
                + "', gen_random_uuid(), gen_random_uuid(), 'pending', '" + clock.instant() + "', '9999-01-01', "
                + values + ")");
        return job;
    }

    /** A job that waits for its time, which the orchestrator itself does not see coming. */
    private UUID pending() {
        UUID job = UUID.randomUUID();
        TestDatabase.execute(
                "insert into orchestrator.deletion_jobs (job_id, tenant_id, initiated_by, status, created_at, due_at)"
                        + " values ('" + job + "', gen_random_uuid(), '" + user + "', 'pending', '" + clock.instant()
                        + "', '9999-01-01')");
        return job;
    }

    private void started(UUID job) {
        TestDatabase.execute("update orchestrator.deletion_jobs set started_at = '" + clock.instant()
                + "', status = 'completed' where job_id = '" + job + "'");
    }

    private Optional<Instant> begin(UUID job, long rows) {
        return limits.begin(new JobId(job), rows).await().atMost(Duration.ofSeconds(10));
    }

    private Response ask(UUID job, int tenants) {
        return post(Tokens.user(user), "/caps?job=" + job + "&tenants=" + tenants);
    }

    private static Response post(String token, String path) {
        return Api.as(token).post("/api/v1/limited" + path);
    }
}
