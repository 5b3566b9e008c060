package io.tenantdeletion.orchestrator.userdeletion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.tenantdeletion.commons.test.TestDatabase;
import io.tenantdeletion.commons.test.Tokens;
import io.tenantdeletion.orchestrator.MovableClock;
import io.tenantdeletion.orchestrator.OrchestratorTest;
import io.tenantdeletion.orchestrator.api.Api;
import io.tenantdeletion.orchestrator.audit.Audit;
import io.tenantdeletion.orchestrator.fake.Call;
import io.tenantdeletion.orchestrator.fake.FakeTenant;
import io.tenantdeletion.orchestrator.fake.Reply;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Completed deletions of users that are undone, with the tenants that went along. */
@QuarkusTest
class UserRestoreIT extends OrchestratorTest {

    private final UUID user = platform.user();
    private final FakeTenant sole = platform.tenant();
    private final FakeTenant shared = platform.tenant();
    private final FakeTenant joined = platform.tenant();

    @AfterEach
    void realTime() {
        MovableClock.reset();
    }

    @Test
    void bringsBackTheUserAndTheTenantsThatWentAlong() {
        String job = deleted();
        admin().get(Api.JOBS + "/" + job)
                .then()
                .body("restore.possible", equalTo(true))
                .body("restore.log", equalTo("kept"))
                .body("restore.until", notNullValue())
                .body("restore.note", containsString("identity provider"))
                .body("_links.restore.method", equalTo("POST"));

        restore(job)
                .then()
                .statusCode(200)
                .body("status", equalTo("restored"))
                .body("restore.undo", equalTo("restore"))
                .body("restore.note", containsString("identity provider"))
                .body("phases.restore.services.training.restored_counts.things", equalTo(3))
                .body("phases.restore.services.memberships.restored_counts.things", equalTo(3))
                .body("phases.restore_tenant.services.tenants.restored_counts.tenants", equalTo(1));

        assertEverybodyWasAskedOnceWithAKeyOfItsOwn(job);
        assertThat(platform.users().memberships(user)).isEqualTo(2);
        assertThat(platform.accounts().has(user)).isFalse();
        Api.job(part(job)).then().body("status", equalTo("restored"));
        Awaitility.await().until(() -> platform.suspension(sole) == null);
        inOrder(
                "POST /api/v1/models/user/" + user + "/restore",
                "POST /api/v1/orders/tenant/" + sole.id() + "/restore",
                "POST /api/v1/tenant/tenant/" + sole.id() + "/restore");
        assertEverybodyHearsOfIt(job);
        restore(job).then().statusCode(200).body("status", equalTo("restored"));
        assertThat(platform.restores().calls("POST", user)).hasSize(13);
    }

    private void assertEverybodyWasAskedOnceWithAKeyOfItsOwn(String job) {
        List<Call> calls = platform.restores().calls("POST", user);
        assertThat(calls)
                .extracting(Call::service)
                .hasSize(13)
                .contains("models", "forecasts", "notifications", "tenants");
        assertThat(calls).allSatisfy(call -> assertThat(call.job()).isEqualTo(job));
        assertThat(calls).extracting(Call::restoreKey).doesNotHaveDuplicates();
    }

    private void assertEverybodyHearsOfIt(String job) {
        assertThat(Audit.actions("job_id=" + job))
                .contains(
                        "deletion.restore_log_kept",
                        "deletion.restore_requested",
                        "step.restored",
                        "deletion.restored");
        assertThat(TestDatabase.query("select type from orchestrator.outbox where data ->> 'job_id' = '" + job
                        + "' order by position"))
                .containsExactly("user.deletion_requested", "user.deleted", "user.restored");
        assertThat(TestDatabase.query("select 1 from orchestrator.erasures where subject_id in ('" + user + "', '"
                        + sole.id() + "')"))
                .isEmpty();
    }

    @Test
    void keepsWhatIsBackWhenATenantRefusesAndIsRetried() {
        String job = deleted();
        platform.restores().onRestore("pos", sole.id(), Reply.problem(409, "restore-refused"));

        restore(job)
                .then()
                .body("status", equalTo("failed"))
                .body("phases.restore.services.memberships.status", equalTo("completed"))
                .body(
                        "phases.restore_tenant.services.tenants.errors[0]",
                        startsWith("not_restored: tenant " + sole.id()));
        Api.deleteUser(user, Api.service()).then().statusCode(409).body("type", endsWith("restore-in-progress"));

        Api.retry(job).then().statusCode(200).body("status", equalTo("restored"));
        Api.job(part(job)).then().body("status", equalTo("restored"));
    }

    @Test
    void aServiceThatRefusesKeepsTheTenantsAway() {
        String job = deleted();
        platform.restores().onRestore("models", user, Reply.problem(409, "restore-refused"));

        restore(job)
                .then()
                .body("status", equalTo("failed"))
                .body("waiting_for", equalTo("refused"))
                .body("phases.restore.services.training.errors[0]", startsWith("refused: restore-refused"))
                .body("phases.restore_tenant.services.tenants.status", equalTo("skipped"));
        assertThat(platform.restores().calls("POST", sole.id())).isEmpty();

        Api.retry(job).then().body("status", equalTo("restored"));
    }

    @Test
    void aTenantThatWentAlongDoesNotComeBackAlone() {
        String job = deleted();

        restore(part(job))
                .then()
                .statusCode(409)
                .body("type", endsWith("part-of-another-deletion"))
                .body("job_id", equalTo(job));
    }

    @Test
    void isRefusedAsAWholeWhereATenantCannotComeBack() {
        String job = deleted();
        TestDatabase.execute("update orchestrator.deletion_jobs set without_restore_log = '{legacy}' where job_id = '"
                + part(job) + "'");

        restore(job)
                .then()
                .statusCode(409)
                .body("type", endsWith("deletion-job-not-restorable"))
                .body("jobs", hasItem(endsWith(part(job))));

        Api.job(job).then().body("status", equalTo("completed"));
        assertThat(platform.restores().calls("POST", user)).isEmpty();
    }

    @Tag("long")
    @Test
    void theKeyIsDestroyedWhenTheTimeIsOverAndOnlyThenIsThereACertificate() {
        String job = deleted();
        assertThat(isCertified(job)).isFalse();

        MovableClock.pass(Duration.ofDays(7).plusMinutes(1));

        restore(job).then().statusCode(410).body("type", endsWith("restore-window-over"));
        // The windows of all jobs of other tests are over, too; twenty come to their end in a second.
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .until(() -> Api.job(job).path("restore.log").equals("destroyed")
                        && platform.restores().calls("DELETE", user).size() == 13);
        Api.job(job).then().body("restore.possible", equalTo(false));
        assertThat(isCertified(job)).isTrue();
    }

    /** Issued, or due where nobody signs. */
    private static boolean isCertified(String job) {
        return !TestDatabase.query("select job_id from orchestrator.certificates where job_id = '" + job
                        + "' union all select job_id from orchestrator.certificates_due where job_id = '" + job + "'")
                .isEmpty();
    }

    @Test
    void isNotRolledBackAndSaysSo() {
        Api.deleteUser(user, Api.service().queryParam("on_failure", "rollback"))
                .then()
                .statusCode(409)
                .body("type", endsWith("rollback-impossible"));
        Api.deleteUser(user, Api.service().queryParam("on_failure", "sometimes"))
                .then()
                .statusCode(400);
        assertThat(platform.accounts().has(user)).isTrue();
    }

    @Test
    void isForPlatformAdminsAlone() {
        String job = deleted();

        Api.decide(job, "restore", Api.service()).then().statusCode(403);
        Api.job(job).then().body("_links", not(hasKey("restore"))).body("status", equalTo("completed"));
    }

    private String deleted() {
        platform.users().owns(user, sole.id());
        platform.users().owns(user, shared.id(), shared.admin());
        platform.users().joins(user, joined.id());
        String job = Api.deleteOwnAccount(Api.as(Tokens.user(user)).header("Prefer", "wait=30"))
                .then()
                .statusCode(200)
                .body("status", equalTo("completed"))
                .extract()
                .path("job_id");
        platform.forget(sole);
        return job;
    }

    private static String part(String job) {
        return TestDatabase.query("select job_id from orchestrator.deletion_jobs where parent_id = '" + job + "'")
                .get(0);
    }

    private static RequestSpecification admin() {
        return Api.as(Tokens.platformAdmin());
    }

    private static Response restore(String job) {
        return Api.decide(job, "restore", admin().header("Prefer", "wait=30"));
    }

    private void inOrder(String... expected) {
        List<String> all = platform.requests("");
        assertThat(Stream.of(expected).map(all::indexOf).toList())
                .doesNotContain(-1)
                .isSorted();
    }
}
