package io.tenantdeletion.orchestrator.userdeletion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasEntry;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.tenantdeletion.commons.test.Tokens;
import io.tenantdeletion.orchestrator.OrchestratorTest;
import io.tenantdeletion.orchestrator.api.Api;
import io.tenantdeletion.orchestrator.fake.FakeTenant;
import io.tenantdeletion.orchestrator.fake.Reply;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A user's deletion from the request to the end. */
@QuarkusTest
class UserDeletionIT extends OrchestratorTest {

    private final UUID user = platform.user();
    private final FakeTenant sole = platform.tenant();
    private final FakeTenant shared = platform.tenant();
    private final FakeTenant joined = platform.tenant();

    @Test
    void deletesTransfersAndLeavesInThisOrder() {
        platform.users().owns(user, sole.id());
        platform.users().owns(user, shared.id(), shared.admin());
        platform.users().joins(user, joined.id());

        Response answer = Api.deleteOwnAccount(Api.as(Tokens.user(user)).header("Prefer", "wait=30"));

        answer.then()
                .statusCode(200)
                .body("kind", equalTo("user"))
                .body("user_id", equalTo(user.toString()))
                .body("tenant_id", nullValue())
                .body("initiated_by", equalTo(user.toString()))
                .body("status", equalTo("completed"))
                .body("progress", equalTo(100.0f))
                .body("services_completed", equalTo(16))
                .body("service_results.tenants.deleted_counts", hasEntry("tenants_deleted", 1))
                .body("service_results.tenants.deleted_counts", hasEntry("ownerships_transferred", 1))
                .body("service_results.training.deleted_counts", hasEntry("things", 3))
                .body("service_results.memberships.deleted_counts", hasEntry("tenant_members", 2))
                .body("service_results.account.deleted_counts", hasEntry("accounts", 1))
                .body("total_items_deleted", equalTo(12 * 3 + 2 + 1));
        assertThat(List.copyOf(answer.jsonPath().getMap("service_results").keySet()))
                .containsExactlyElementsOf(FailingStepsIT.ORDER);
        assertThat(platform.accounts().has(user)).isFalse();
        assertThat(platform.users().memberships(user)).isZero();
        inOrder(
                "GET /admin/realms/test/users/" + user,
                "DELETE /api/v1/tenant/tenant/" + sole.id(),
                "DELETE /api/v1/models/user/" + user,
                "DELETE /api/v1/tenants/user/" + user + "/memberships",
                "DELETE /admin/realms/test/users/" + user);
        inOrder(
                "POST /api/v1/tenants/" + shared.id() + "/transfer-ownership",
                "DELETE /api/v1/forecasts/user/" + user,
                "DELETE /api/v1/tenants/user/" + user + "/memberships");
        assertThat(platform.purges(shared)).isEmpty();
        assertThat(platform.purges(joined)).isEmpty();
    }

    private void inOrder(String... expected) {
        List<String> all = platform.requests("");
        assertThat(Stream.of(expected).map(all::indexOf).toList())
                .doesNotContain(-1)
                .isSorted();
    }

    @Test
    void theTenantsJobNamesTheUserAndIsHeldAsTheSoleAdmins() {
        platform.users().owns(user, sole.id());

        Api.deleteUser(user, Api.as(Tokens.platformAdmin()).header("Prefer", "wait=30"))
                .then()
                .body("status", equalTo("completed"));

        Api.service()
                .get(Api.JOBS + "/tenant/" + sole.id() + "/latest")
                .then()
                .body("status", equalTo("completed"))
                .body("initiated_by", equalTo(user.toString()))
                .body("tenant_name", nullValue());
        assertThat(JsonPath.from(platform.suspension(sole)).getBoolean("sole_admin"))
                .isTrue();
        assertThat(JsonPath.from(platform.suspension(sole)).getString("initiated_by"))
                .isEqualTo(user.toString());
    }

    @Test
    void progressIsLive() {
        CountDownLatch gate = new CountDownLatch(1);
        platform.users().owns(user, sole.id());
        platform.users().owns(user, shared.id(), shared.admin());
        platform.onPurge("pos", sole, Reply.complete(1).behind(gate));

        String job = Api.deleteUser(user, Api.service())
                .then()
                .statusCode(202)
                .header(
                        "Location",
                        Api.JOBS + "/"
                                + Api.service()
                                        .get(Api.JOBS + "/user/" + user + "/latest")
                                        .path("job_id"))
                .extract()
                .path("job_id");
        Awaitility.await()
                .until(() -> Integer.valueOf(1)
                        .equals(Api.job(job).path("service_results.tenants.deleted_counts.ownerships_transferred")));
        Api.job(job)
                .then()
                .body("status", equalTo("in_progress"))
                .body("service_results.tenants.status", equalTo("in_progress"))
                .body("service_results.training.status", equalTo("pending"));

        gate.countDown();
        Api.awaitStatus(job, "completed");
    }

    @Test
    void manyAtOnceMakeOneJob() {
        CountDownLatch gate = new CountDownLatch(1);
        platform.users().on("DELETE", "models", user, Reply.complete(1).behind(gate));

        List<Response> answers = Stream.generate(
                        () -> CompletableFuture.supplyAsync(() -> Api.deleteUser(user, Api.service())))
                .limit(8)
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();
        gate.countDown();

        assertThat(answers).extracting(Response::statusCode).containsOnly(202);
        List<String> jobs = answers.stream()
                .map(answer -> answer.<String>path("job_id"))
                .distinct()
                .toList();
        assertThat(jobs).hasSize(1);
        Api.awaitStatus(jobs.get(0), "completed");
        assertThat(platform.requests("DELETE /api/v1/models/user/" + user)).hasSize(1);
    }

    @Test
    void afterTheEndTheJobIsTheAnswer() {
        String job = Api.deleteUser(user).path("job_id");

        Api.deleteUser(user, Api.service()).then().statusCode(200).body("job_id", equalTo(job));
    }

    @Test
    void theSameKeyIsTheSameJobAndAnotherRequestWithItIsRefused() {
        String key = UUID.randomUUID().toString();
        String job =
                Api.deleteUser(user, waiting().header("Idempotency-Key", key)).path("job_id");
        platform.accounts().add(user);

        Api.deleteUser(user, Api.service().header("Idempotency-Key", key))
                .then()
                .statusCode(200)
                .body("job_id", equalTo(job));
        Api.deleteUser(platform.user(), Api.service().header("Idempotency-Key", key))
                .then()
                .statusCode(422);
        Api.deleteUser(user, Api.service().header("Idempotency-Key", "a b"))
                .then()
                .statusCode(400);
        Api.deleteUser(user, Api.service().header("Prefer", "wait=soon")).then().statusCode(400);
    }

    @Test
    void theSameKeyIsAnotherJobWhereThereAreRowsOfTheUserAgain() {
        String key = UUID.randomUUID().toString();
        String job =
                Api.deleteUser(user, waiting().header("Idempotency-Key", key)).path("job_id");
        platform.accounts().add(user);
        platform.users().on("GET", "models", user, Reply.preview(3));

        Api.deleteUser(user, waiting().header("Idempotency-Key", key))
                .then()
                .statusCode(200)
                .body("status", equalTo("completed"))
                .body("job_id", not(equalTo(job)));
    }

    private static RequestSpecification waiting() {
        return Api.service().header("Prefer", "wait=20");
    }

    @Test
    void aTenantsIdIsAnUnknownUser() {
        Api.deleteUser(sole.id(), Api.service()).then().statusCode(404);
        Api.deleteUser(UUID.randomUUID(), Api.service()).then().statusCode(404);
        Api.service()
                .get("/api/v1/auth/users/" + sole.id() + "/deletion-preview")
                .then()
                .statusCode(404);
        Api.service().delete("/api/v1/auth/users/nonsense").then().statusCode(400);

        assertThat(platform.purges(sole)).isEmpty();
        assertThat(platform.requests("DELETE ")).noneMatch(request -> request.contains("/user/" + sole.id()));
    }

    @Test
    void withoutTheIdentityProviderNothingIsWrittenDown() {
        platform.accounts().onGet(user, Reply.status(403));

        Api.deleteUser(user, Api.service()).then().statusCode(503);

        Api.service().get(Api.JOBS + "/user/" + user + "/latest").then().statusCode(404);
    }

    @Test
    void aPlatformAdminMayHaveItWaitAndItCanBeTakenBack() {
        String job = Api.deleteUser(user, Api.as(Tokens.platformAdmin()).queryParam("retention", "P7D"))
                .then()
                .statusCode(202)
                .body("status", equalTo("pending"))
                .body("waiting_for", equalTo("retention"))
                .extract()
                .path("job_id");
        Api.deleteUser(user, Api.service()).then().statusCode(202).body("job_id", equalTo(job));

        Api.decide(job, "cancel", Api.as(Tokens.user(user))).then().body("status", equalTo("cancelled"));

        assertThat(platform.accounts().has(user)).isTrue();
        assertThat(platform.requests("DELETE /api/v1/models/user/" + user)).isEmpty();
        Api.deleteUser(user, Api.service().queryParam("retention", "a week"))
                .then()
                .statusCode(400);
        Api.deleteUser(user).then().body("status", equalTo("completed")).body("error_log", hasSize(0));
    }
}
