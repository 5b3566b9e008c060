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
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A replica that has as many jobs as it may run. */
@QuarkusTest
@WithTestResource(StrictSettings.class)
class MaxRunningIT extends OrchestratorTest {

    private final FakeTenant first = platform.tenant();
    private final FakeTenant second = platform.tenant();

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
}
