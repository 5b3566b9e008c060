package io.tenantdeletion.orchestrator.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import io.tenantdeletion.orchestrator.OrchestratorTest;
import io.tenantdeletion.orchestrator.fake.FakeTenant;
import io.tenantdeletion.orchestrator.fake.Reply;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Repeating a request with its {@code Idempotency-Key}. */
@QuarkusTest
class IdempotencyIT extends OrchestratorTest {

    private final FakeTenant tenant = platform.tenant();
    private final CountDownLatch gate = new CountDownLatch(1);

    @Test
    void theSameKeyIsTheSameJob() {
        platform.onPurge("orders", tenant, Reply.complete(1).behind(gate));
        String key = UUID.randomUUID().toString();
        String job =
                Api.post(tenant, keyed(key)).then().statusCode(202).extract().path("job_id");

        Api.post(tenant, keyed(key)).then().statusCode(202).body("job_id", equalTo(job));
        finish(job);
        // The tenant is gone, the answer is not.
        platform.forget(tenant);
        Api.post(tenant, keyed(key))
                .then()
                .statusCode(200)
                .body("job_id", equalTo(job))
                .body("status", equalTo("completed"));
    }

    @Test
    void theSameKeyIsAnotherJobWhereThereAreRowsAgain() {
        String key = UUID.randomUUID().toString();
        String job = Api.post(tenant, keyed(key).header("Prefer", "wait=20")).path("job_id");
        platform.write("orders", tenant);

        String next = Api.post(tenant, keyed(key).header("Prefer", "wait=20"))
                .then()
                .statusCode(200)
                .body("status", equalTo("completed"))
                .body("job_id", not(equalTo(job)))
                .extract()
                .path("job_id");

        assertThat(platform.purges("orders", tenant)).hasSize(2);
        Api.post(tenant, keyed(key)).then().statusCode(200).body("job_id", equalTo(next));
    }

    @Test
    void theSameKeyDoesNotUndoACancellation() {
        String key = UUID.randomUUID().toString();
        String job = Api.post(tenant, keyed(key), Map.of("retention", "P1D")).path("job_id");
        Api.decide(job, "cancel", Api.service()).then().body("status", equalTo("cancelled"));

        Api.post(tenant, keyed(key), Map.of("retention", "P1D"))
                .then()
                .body("job_id", equalTo(job))
                .body("status", equalTo("cancelled"));
        assertThat(platform.suspension(tenant)).isNull();
    }

    @Test
    void theSameKeyAtOnceIsTheSameJob() {
        String key = UUID.randomUUID().toString();

        List<String> jobs = Stream.generate(() -> CompletableFuture.supplyAsync(
                        () -> Api.post(tenant, keyed(key)).then().extract().<String>path("job_id")))
                .limit(8)
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .distinct()
                .toList();

        assertThat(jobs).hasSize(1);
        Api.awaitStatus(jobs.get(0), "completed");
    }

    @Test
    void theSameKeyWithAnotherBodyIsAMistake() {
        String key = UUID.randomUUID().toString();
        Api.post(tenant, keyed(key).header("Prefer", "wait=20"));

        keyed(key)
                .contentType(ContentType.JSON)
                .body(Map.of("tenant_id", tenant.id(), "initiated_by", tenant.owner(), "reason", "another"))
                .post(Api.JOBS)
                .then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body("type", endsWith(":idempotency-key-reused"));
    }

    @Test
    void theSameKeyOfAnotherRequesterIsAnotherRequest() {
        String key = UUID.randomUUID().toString();
        FakeTenant other = platform.tenant();
        String one = Api.post(tenant, keyed(key)).path("job_id");

        String two =
                Api.post(other, keyed(key)).then().statusCode(202).extract().path("job_id");

        assertThat(two).isNotEqualTo(one);
        Api.awaitStatus(one, "completed");
        Api.awaitStatus(two, "completed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "ä", ""})
    void refusesAMalformedKey(String key) {
        Api.post(tenant, keyed(key)).then().statusCode(400).body("type", endsWith(":invalid-request"));
    }

    @Test
    void refusesAKeyThatIsTooLong() {
        Api.post(tenant, keyed("k".repeat(256))).then().statusCode(400);
        Api.post(tenant, keyed("k".repeat(255)).header("Prefer", "wait=20"))
                .then()
                .statusCode(200);
    }

    private void finish(String job) {
        gate.countDown();
        Api.awaitStatus(job, "completed");
    }

    private static RequestSpecification keyed(String key) {
        return Api.service().header("Idempotency-Key", key);
    }
}
