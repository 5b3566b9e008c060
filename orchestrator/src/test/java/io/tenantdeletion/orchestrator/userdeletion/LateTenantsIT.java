package io.tenantdeletion.orchestrator.userdeletion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tenantdeletion.commons.test.TestDatabase;
import io.tenantdeletion.commons.test.Tokens;
import io.tenantdeletion.orchestrator.MovableClock;
import io.tenantdeletion.orchestrator.OrchestratorTest;
import io.tenantdeletion.orchestrator.api.Api;
import io.tenantdeletion.orchestrator.fake.FakeTenant;
import io.tenantdeletion.orchestrator.fake.Reply;
import io.tenantdeletion.orchestrator.saga.RetentionIT;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A tenant of which it turns out only after the request that it goes with its user. */
@QuarkusTest
@WithTestResource(RetentionIT.AsInProduction.class)
class LateTenantsIT extends OrchestratorTest {

    private static final Duration RETENTION = Duration.ofDays(30);

    private final UUID user = platform.user();
    private final FakeTenant own = platform.tenant();
    private final FakeTenant shared = platform.tenant();

    @AfterEach
    void backToRealTime() {
        MovableClock.reset();
    }

    @Test
    void waitsForItsOwnRetention() {
        String job = deleteWithALostSuccessor();

        // Between two of its looks, which are far apart only outside of tests.
        Awaitility.await()
                .until(() -> Api.job(job), now -> "retention".equals(now.path("waiting_for")))
                .then()
                .body("status", equalTo("in_progress"))
                .body("waiting_detail", containsString(Api.jobOf(shared) + " waits for its retention"))
                .body("waiting_detail", endsWith("Nothing has been deleted, so it can still be cancelled."));
        Api.job(Api.jobOf(shared)).then().body("status", equalTo("pending")).body("waiting_for", equalTo("retention"));
        assertThat(due(Api.jobOf(shared))).isAfter(Instant.now().plus(RETENTION.minusHours(1)));
        assertThat(platform.suspension(shared)).isNotNull();
        assertThat(platform.purges(shared)).isEmpty();
        assertThat(platform.accounts().has(user)).isTrue();

        MovableClock.pass(RETENTION.plusMinutes(1));

        Api.awaitStatus(job, "completed");
        assertThat(platform.purges("orders", shared)).hasSize(1);
        assertThat(platform.accounts().has(user)).isFalse();
    }

    @Test
    void goesAtOnceWhereWhoeverWasToGetItIsLeavingAsWell() {
        String job = waitsForTheTenantService();
        Api.deleteOwnAccount(Api.as(Tokens.user(shared.admin())).header("Prefer", "wait=20"))
                .then()
                .body("status", equalTo("completed"));

        platform.users().on("GET", "ownerships", user);

        Api.awaitStatus(job, "completed");
        assertThat(platform.purges("orders", shared)).hasSize(1);
    }

    @Test
    void waitsWhereWhoeverWasToGetItMayYetStay() {
        String job = waitsForTheTenantService();
        platform.users().owns(shared.admin(), own.id());
        Api.deleteOwnAccount(Api.as(Tokens.user(shared.admin()))).then().body("status", equalTo("pending"));

        platform.users().on("GET", "ownerships", user);

        Awaitility.await().until(() -> "retention".equals(Api.job(job).path("waiting_for")));
        assertThat(platform.purges(shared)).isEmpty();
    }

    /** At the request somebody would get the tenant, and then the tenant service is away. */
    private String waitsForTheTenantService() {
        platform.users()
                .losesSuccessor(
                        user,
                        shared,
                        Stream.generate(() -> Reply.status(503)).limit(1000).toArray(Reply[]::new));
        String job = Api.deleteOwnAccount(Api.as(Tokens.user(user))).path("job_id");
        Awaitility.await().until(() -> "unavailable".equals(Api.job(job).path("waiting_for")));
        return job;
    }

    @Test
    void goesAtOnceWhereAnAdminHasAskedForThat() {
        platform.users().losesSuccessor(user, shared);

        Api.deleteUser(
                        user,
                        Api.as(Tokens.platformAdmin())
                                .queryParam("retention", "PT0S")
                                .header("Prefer", "wait=20"))
                .then()
                .statusCode(200)
                .body("status", equalTo("completed"));

        assertThat(platform.purges("orders", shared)).hasSize(1);
    }

    @Test
    void anApprovalDoesNotShortenItsRetention() {
        String job = deleteWithALostSuccessor();
        String part = Api.jobOf(shared);
        Instant due = due(part);
        TestDatabase.execute("update orchestrator.deletion_jobs set approval = 'waiting', approval_until = '" + due
                + "' where job_id = '" + part + "'");
        Awaitility.await().until(() -> "approval".equals(Api.job(job).path("waiting_for")));

        Api.decide(part, "approve", Api.as(Tokens.platformAdmin())).then().statusCode(200);

        Awaitility.await().until(() -> "retention".equals(Api.job(job).path("waiting_for")));
        Api.job(part).then().body("status", equalTo("pending")).body("due_at", equalTo(due.toString()));
        assertThat(platform.purges(shared)).isEmpty();
    }

    @Test
    void itsJobEndsWithItsUsersWhereSomebodyElseHasGotItMeanwhile() {
        String job = deleteWithALostSuccessor();
        String part = Api.jobOf(shared);

        platform.users().losesTenant(user, shared);

        Api.awaitStatus(job, "completed");
        Api.awaitStatus(part, "cancelled");
        Awaitility.await().until(() -> platform.suspension(shared) == null);
        assertThat(platform.purges(shared)).isEmpty();
    }

    @Test
    void isNotSuspendedBeforeItsUsersDeletionIsDue() {
        platform.users().owns(user, own.id());
        platform.users().losesSuccessor(user, shared);

        String job = Api.deleteOwnAccount(Api.as(Tokens.user(user)))
                .then()
                .statusCode(202)
                .body("status", equalTo("pending"))
                .extract()
                .path("job_id");

        assertThat(Api.jobOf(own)).isNotNull();
        assertThat(Api.jobOf(shared)).isNull();
        assertThat(platform.suspension(shared)).isNull();
        Api.decide(job, "cancel", Api.as(Tokens.user(user))).then().statusCode(200);
    }

    @Test
    void canBeGivenToSomebodyUntilThen() {
        String job = deleteWithALostSuccessor();
        String part = Api.jobOf(shared);
        platform.users().owns(user, shared.id(), shared.admin());

        Api.awaitStatus(job, "completed");

        Api.awaitStatus(part, "cancelled");
        Awaitility.await().until(() -> platform.suspension(shared) == null);
        assertThat(platform.purges(shared)).isEmpty();
        assertThat(platform.accounts().has(user)).isFalse();
    }

    @Test
    void isTakenBackWithItsUsersDeletionUntilThen() {
        String job = deleteWithALostSuccessor();
        String part = Api.jobOf(shared);

        // Not in one of the moments in which it looks again.
        Awaitility.await()
                .until(
                        () -> Api.decide(job, "cancel", Api.as(Tokens.user(user)))
                                .statusCode(),
                        equalTo(200));

        Api.job(job).then().body("status", equalTo("cancelled"));
        Api.job(part).then().body("status", equalTo("cancelled"));
        Awaitility.await().until(() -> platform.suspension(shared) == null);
        assertThat(platform.purges(shared)).isEmpty();
        assertThat(platform.accounts().has(user)).isTrue();
    }

    /** At the request somebody would get the tenant, and nobody is an admin any more when it comes to that. */
    private String deleteWithALostSuccessor() {
        platform.users().losesSuccessor(user, shared);
        String job = Api.deleteOwnAccount(Api.as(Tokens.user(user)))
                .then()
                .statusCode(202)
                .extract()
                .path("job_id");
        Awaitility.await().until(() -> "retention".equals(Api.job(job).path("waiting_for")));
        return job;
    }

    private static Instant due(String job) {
        return Instant.parse(Api.job(job).path("due_at"));
    }
}
