package io.tenantdeletion.orchestrator.saga;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tenantdeletion.orchestrator.OrchestratorTest;
import io.tenantdeletion.orchestrator.StrictSettings;
import io.tenantdeletion.orchestrator.api.Api;
import io.tenantdeletion.orchestrator.fake.FakeTenant;
import io.tenantdeletion.orchestrator.fake.Reply;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A replica that has as many jobs as it may run. */
@QuarkusTest
@WithTestResource(StrictSettings.class)
class MaxRunningIT extends OrchestratorTest {

    private final FakeTenant first = platform.tenant();
    private final FakeTenant second = platform.tenant();

    @Tag("long")
    @Test
    void leavesFurtherJobsPendingAndRunsThemLater() {
        CountDownLatch gate = new CountDownLatch(1);
        platform.onPurge("orders", first, Reply.complete(1).behind(gate));
        String running = Api.post(first, Api.service()).path("job_id");
        Awaitility.await().until(() -> !platform.purges("orders", first).isEmpty());

        String waiting = Api.post(second, Api.service().header("Prefer", "wait=3"))
                .then()
                .statusCode(202)
                .body("status", equalTo("pending"))
                .extract()
                .path("job_id");
        assertThat(platform.purges(second)).isEmpty();

        gate.countDown();
        Api.awaitStatus(running, "completed");
        Api.awaitStatus(waiting, "completed");
    }

    @Test
    void neverRunsMoreHoweverManyAskAtOnce() {
        CountDownLatch gate = new CountDownLatch(1);
        List<FakeTenant> tenants = Stream.generate(platform::tenant).limit(8).toList();
        tenants.forEach(
                tenant -> platform.onPurge("orders", tenant, Reply.complete(1).behind(gate)));
        ExecutorService callers = Executors.newFixedThreadPool(tenants.size());

        List<CompletableFuture<String>> asked = tenants.stream()
                .map(tenant -> CompletableFuture.supplyAsync(
                        () -> Api.post(tenant, Api.service()).<String>path("job_id"), callers))
                .toList();
        List<String> jobs = asked.stream().map(CompletableFuture::join).toList();
        callers.shutdown();

        Awaitility.await()
                .until(() -> tenants.stream()
                        .anyMatch(tenant -> !platform.purges("orders", tenant).isEmpty()));
        assertThat(tenants)
                .filteredOn(tenant -> !platform.purges(tenant).isEmpty())
                .hasSize(1);
        gate.countDown();
        jobs.forEach(job -> Api.awaitStatus(job, "completed"));
    }
}
