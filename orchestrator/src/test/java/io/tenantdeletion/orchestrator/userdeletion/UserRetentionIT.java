package io.tenantdeletion.orchestrator.userdeletion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.tenantdeletion.commons.test.Tokens;
import io.tenantdeletion.orchestrator.MovableClock;
import io.tenantdeletion.orchestrator.OrchestratorTest;
import io.tenantdeletion.orchestrator.api.Api;
import io.tenantdeletion.orchestrator.audit.Audit;
import io.tenantdeletion.orchestrator.fake.FakeTenant;
import io.tenantdeletion.orchestrator.fake.Reply;
import io.tenantdeletion.orchestrator.saga.RetentionIT;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What protects a tenant from being deleted by mistake protects it, too, where it would go with a user. */
@QuarkusTest
@WithTestResource(RetentionIT.AsInProduction.class)
class UserRetentionIT extends OrchestratorTest {

    private static final Duration RETENTION = Duration.ofDays(30);

    private static final String TYPED = "Jane Doe left";

    private final UUID user = platform.user();
    private final FakeTenant own = platform.tenant();
    private final FakeTenant shared = platform.tenant();

    @AfterEach
    void backToRealTime() {
        MovableClock.reset();
    }

    @Test
    void aUserWithoutTenantsGoesAtOnce() {
        Api.deleteOwnAccount(Api.as(Tokens.user(user)).header("Prefer", "wait=20"))
                .then()
                .statusCode(200)
                .body("status", equalTo("completed"));
    }

    @Test
    void tenantsThatGoAlongWaitAndTakeNoWritesMeanwhile() {
        String job = delete();

        Api.job(job).then().body("status", equalTo("pending")).body("waiting_for", equalTo("retention"));
        assertThat(due(job)).isAfter(Instant.now().plus(RETENTION.minusHours(1)));
        JsonPath suspension = JsonPath.from(platform.suspension(own));
        assertThat(suspension.getString("initiated_by")).isEqualTo(user.toString());
        assertThat(suspension.getBoolean("sole_admin")).isTrue();
        assertThat(platform.suspension(shared)).isNull();
        Api.job(Api.jobOf(own)).then().body("status", equalTo("pending")).body("reason", equalTo(TYPED));
        assertThat(platform.accounts().has(user)).isTrue();
    }

    @Test
    void theUserTakesItBackUntilThen() {
        String job = delete();
        String part = Api.jobOf(own);

        Api.job(job).then().body("_links", hasKey("cancel"));
        Api.job(part)
                .then()
                .body("_links", not(hasKey("cancel")))
                .body("waiting_detail", containsString("cancelled, but only with the job " + job));
        Api.decide(part, "cancel", Api.as(Tokens.platformAdmin()))
                .then()
                .statusCode(409)
                .body("type", endsWith(":part-of-another-deletion"))
                .body("job_id", equalTo(job));
        Api.decide(job, "cancel", Api.as(Tokens.user(user)))
                .then()
                .statusCode(200)
                .body("status", equalTo("cancelled"));

        Awaitility.await().until(() -> platform.suspension(own) == null);
        Api.job(part).then().body("status", equalTo("cancelled"));
        assertThat(reasonsAbout(own)).containsExactly("part of job " + job, "part of job " + job);
        assertThat(platform.purges(own)).isEmpty();
        assertThat(platform.users().owned(user)).contains(own.id().toString());
    }

    @Test
    void anotherRetentionThanThatOfTheOpenJobIsRefusedAndTheSameIsNot() {
        String job = delete();

        Api.deleteUser(user, Api.service().queryParam("retention", "60d"))
                .then()
                .statusCode(409)
                .body("type", endsWith(":deletion-job-open"))
                .body("due_at", equalTo(Api.job(job).<String>path("due_at")));
        Api.deleteUser(user, Api.service().queryParam("retention", "30d"))
                .then()
                .statusCode(202)
                .body("job_id", equalTo(job));
    }

    @Test
    void everythingGoesWhenItIsDue() {
        String job = delete();
        String part = Api.jobOf(own);

        MovableClock.pass(RETENTION.plusMinutes(1));

        Api.awaitStatus(job, "completed");
        Api.job(part).then().body("status", equalTo("completed"));
        assertThat(platform.purges("orders", own)).hasSize(1);
        assertThat(platform.purges(shared)).isEmpty();
        assertThat(platform.accounts().has(user)).isFalse();
    }

    @Test
    void aTenantThatGetsAnotherAdminMeanwhileChangesHandsAfterAll() {
        String job = delete();
        String part = Api.jobOf(own);
        platform.users().owns(user, own.id(), own.admin());

        MovableClock.pass(RETENTION.plusMinutes(1));

        Api.awaitStatus(job, "completed");
        Api.job(part).then().body("status", equalTo("cancelled"));
        Awaitility.await().until(() -> platform.suspension(own) == null);
        assertThat(platform.purges(own)).isEmpty();
        Api.job(job).then().body("service_results.tenants.deleted_counts.ownerships_transferred", equalTo(2));
        // The user is erased, and this tenant lives on: nothing that was typed about the user is left in its lines.
        assertThat(reasonsAbout(own)).containsExactly(null, "part of job " + job);
        Api.job(part).then().body("reason", nullValue());
    }

    @Test
    void aSuspensionThatIsRefusedIsSettledWhenItIsDue() {
        platform.onSuspend(own, Reply.problem(409, "other-admins"), Reply.status(200));
        String job = delete();
        Api.job(job).then().body("status", equalTo("pending"));

        MovableClock.pass(RETENTION.plusMinutes(1));

        Api.awaitStatus(job, "completed");
        assertThat(platform.purges("orders", own)).hasSize(1);
    }

    @Test
    void nobodyWhoIsLeavingOrCannotLogInIsASuccessor() {
        UUID leaving = platform.user();
        UUID disabled = platform.user();
        platform.users().owns(leaving, platform.tenant().id());
        Api.deleteUser(leaving, Api.service()).then().body("status", equalTo("pending"));
        FakeTenant another = platform.tenant();
        platform.users().owns(user, own.id(), leaving);
        platform.users().owns(user, another.id(), disabled);
        platform.accounts().disable(disabled);

        JsonPath preview = Api.service()
                .get("/api/v1/auth/users/" + user + "/deletion-preview")
                .jsonPath();

        assertThat(preview.<String>getList("tenants_to_delete.tenant_id"))
                .containsExactlyInAnyOrder(own.id().toString(), another.id().toString());
        assertThat(preview.getList("tenants_to_transfer")).isEmpty();
    }

    @Test
    void anAdminMayHaveItDoneAtOnce() {
        platform.users().owns(user, own.id());

        Api.deleteUser(
                        user,
                        Api.as(Tokens.platformAdmin())
                                .queryParam("retention", "PT0S")
                                .header("Prefer", "wait=20"))
                .then()
                .statusCode(200)
                .body("status", equalTo("completed"));

        assertThat(platform.purges("orders", own)).hasSize(1);
    }

    @Test
    void anIdThatNobodyKnowsIsErasedByForceAndWithAReason() {
        UUID unknown = UUID.randomUUID();
        Api.deleteUser(unknown, Api.service()).then().statusCode(404);
        Api.deleteUser(unknown, Api.service().queryParam("force", true)).then().statusCode(400);

        Api.deleteUser(
                        unknown,
                        Api.service()
                                .queryParam("force", true)
                                .queryParam("reason", "left over")
                                .header("Prefer", "wait=20"))
                .then()
                .statusCode(200)
                .body("status", equalTo("completed"))
                .body("reason", nullValue())
                .body("service_results.training.deleted_counts.things", equalTo(3));
    }

    private String delete() {
        platform.users().owns(user, own.id());
        platform.users().owns(user, shared.id(), shared.admin());
        return Api.deleteOwnAccount(Api.as(Tokens.user(user)).queryParam("reason", TYPED))
                .then()
                .statusCode(202)
                .extract()
                .path("job_id");
    }

    private static List<String> reasonsAbout(FakeTenant tenant) {
        return Audit.lines("subject=" + tenant.id()).getList("items.reason");
    }

    private static Instant due(String job) {
        return Instant.parse(Api.job(job).path("due_at"));
    }
}
