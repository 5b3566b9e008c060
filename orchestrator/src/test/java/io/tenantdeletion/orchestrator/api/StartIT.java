package io.tenantdeletion.orchestrator.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.tenantdeletion.commons.test.Tokens;
import io.tenantdeletion.orchestrator.OrchestratorTest;
import io.tenantdeletion.orchestrator.fake.FakeTenant;
import io.tenantdeletion.orchestrator.fake.Reply;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Starting a deletion: which request makes a job, and what it is answered. */
@QuarkusTest
class StartIT extends OrchestratorTest {

    private final FakeTenant tenant = platform.tenant();
    private final CountDownLatch gate = new CountDownLatch(1);

    @Test
    void answersAtOnceWithTheJobsAddress() {
        platform.onPurge("orders", tenant, Reply.complete(1).behind(gate));

        Response answer = Api.post(tenant, Api.service());

        String job = answer.path("job_id");
        answer.then()
                .statusCode(202)
                .header("Location", endsWith("/api/v1/deletion-jobs/" + job))
                .body("reason", equalTo("a test"))
                .body("completed_at", nullValue());
        finish(job);
    }

    @Test
    void waitsAsLongAsPreferred() {
        platform.onPurge("orders", tenant, Reply.complete(1).behind(gate));

        Response answer = Api.post(tenant, Api.service().header("Prefer", "wait=1"));

        answer.then().statusCode(202).header("Preference-Applied", "wait=1").body("status", equalTo("in_progress"));
        finish(answer.path("job_id"));
    }

    @Test
    void answersTheWholeStatusWhenItEndsInTime() {
        Api.post(tenant, Api.service().header("Prefer", "respond-async, wait=\"20\""))
                .then()
                .statusCode(200)
                .header("Location", containsString("/api/v1/deletion-jobs/"))
                .body("status", equalTo("completed"));
    }

    @Test
    void makesOneJobOfManyRequestsAtOnce() {
        platform.onPurge("orders", tenant, Reply.complete(1).behind(gate));
        ExecutorService callers = Executors.newFixedThreadPool(20);

        List<Response> answers = Stream.generate(
                        () -> CompletableFuture.supplyAsync(() -> Api.post(tenant, Api.service()), callers))
                .limit(20)
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();
        callers.shutdown();

        assertThat(answers).extracting(Response::statusCode).containsOnly(202, 409);
        assertThat(answers).filteredOn(answer -> answer.statusCode() == 202).hasSize(1);
        assertThat(answers).extracting(answer -> answer.<String>path("job_id")).hasSize(20);
        assertThat(answers.stream().map(answer -> answer.<String>path("job_id")).distinct())
                .hasSize(1);
        finish(answers.get(0).path("job_id"));
        assertThat(platform.purges("orders", tenant)).hasSize(1);
    }

    @Test
    void namesTheOpenJob() {
        platform.onPurge("orders", tenant, Reply.complete(1).behind(gate));
        String job = Api.post(tenant, Api.service()).path("job_id");

        Api.post(tenant, Api.service())
                .then()
                .statusCode(409)
                .contentType("application/problem+json")
                .header("Location", endsWith("/api/v1/deletion-jobs/" + job))
                .body("type", equalTo("urn:tenant-deletion:problem:deletion-job-open"))
                .body("job_id", equalTo(job));
        finish(job);
    }

    @Test
    void goesOnWithTheOneThatHasFailedHalfWay() {
        platform.onPurge("orders", tenant, Reply.status(400), Reply.complete(1));
        String first = Api.run(tenant)
                .then()
                .body("status", equalTo("failed"))
                .extract()
                .path("job_id");

        Api.run(tenant).then().body("status", equalTo("completed")).body("job_id", equalTo(first));
    }

    @ParameterizedTest
    @ValueSource(strings = {"wait=soon", "wait=-1", "wait=", "wait"})
    void refusesAMalformedPreference(String prefer) {
        Api.post(tenant, Api.service().header("Prefer", prefer))
                .then()
                .statusCode(400)
                .contentType("application/problem+json");
        assertThat(platform.purges(tenant)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{",
                "{}",
                "{\"tenant_id\": null}",
                "{\"tenant_id\": \"1-1-1-1-1\"}",
                "{\"tenant_id\": 7}",
                "{\"tenant_id\": \"11111111-1111-4111-8111-111111111111\", \"initiated_by\": \"me\"}"
            })
    void refusesABodyThatIsNoWish(String body) {
        Api.service()
                .contentType(ContentType.JSON)
                .body(body)
                .post(Api.JOBS)
                .then()
                .statusCode(400)
                .contentType("application/problem+json");
    }

    @Test
    void refusesAReasonThatIsTooLongABodyThatIsTooLargeAndAnotherMediaType() {
        Map<String, Object> wordy = Map.of("tenant_id", tenant.id(), "reason", "r".repeat(1001));
        Api.service()
                .contentType(ContentType.JSON)
                .body(wordy)
                .post(Api.JOBS)
                .then()
                .statusCode(400)
                .body("detail", containsString("reason"));
        Api.service()
                .contentType(ContentType.JSON)
                .body(Map.of("tenant_id", tenant.id(), "reason", "r".repeat(100_000)))
                .post(Api.JOBS)
                .then()
                .statusCode(413);
        Api.service()
                .contentType(ContentType.TEXT)
                .body("delete it")
                .post(Api.JOBS)
                .then()
                .statusCode(415);
        assertThat(platform.purges(tenant)).isEmpty();
    }

    @Test
    void anUnknownTenantIsNotFound() {
        platform.forget(tenant);

        Api.post(tenant, Api.service()).then().statusCode(404).body("type", endsWith(":not-found"));
        assertThat(platform.purges(tenant)).isEmpty();
    }

    @Test
    void onlyAServiceSpeaksForSomebodyElse() {
        Api.post(tenant, Api.as(Tokens.platformAdmin()).header("Prefer", "wait=20"))
                .then()
                .statusCode(200)
                .body(
                        "initiated_by",
                        equalTo(UUID.nameUUIDFromBytes("platform-admin".getBytes())
                                .toString()));
    }

    private void finish(String job) {
        gate.countDown();
        Api.awaitStatus(job, "completed");
    }
}
