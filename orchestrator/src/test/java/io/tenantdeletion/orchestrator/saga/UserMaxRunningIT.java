package io.tenantdeletion.orchestrator.saga;

import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tenantdeletion.orchestrator.OrchestratorTest;
import io.tenantdeletion.orchestrator.StrictSettings;
import io.tenantdeletion.orchestrator.api.Api;
import io.tenantdeletion.orchestrator.fake.FakeTenant;
import io.tenantdeletion.orchestrator.fake.Reply;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Users' jobs wait for tenants' jobs, and must not take their room. */
@QuarkusTest
@WithTestResource(StrictSettings.class)
class UserMaxRunningIT extends OrchestratorTest {

    private final UUID user = platform.user();

    @Test
    void aUsersJobThatFillsAReplicaStillHasItsTenantsDeleted() {
        Stream.generate(platform::tenant)
                .limit(6)
                .forEach(one -> platform.users().owns(user, one.id()));

        Api.deleteUser(user)
                .then()
                .body("status", equalTo("completed"))
                .body("service_results.tenants.deleted_counts.tenants_deleted", equalTo(6));
    }

    @Test
    void furtherUsersWaitForTheirTurn() {
        CountDownLatch gate = new CountDownLatch(1);
        UUID other = platform.user();
        FakeTenant tenant = platform.tenant();
        platform.users().on("DELETE", "models", user, Reply.complete(1).behind(gate));
        String running = Api.deleteUser(user, Api.service()).path("job_id");
        Awaitility.await()
                .until(() -> !platform.requests("/models/user/" + user).isEmpty());

        String waiting = Api.deleteUser(other, Api.service())
                .then()
                .body("status", equalTo("pending"))
                .extract()
                .path("job_id");
        Api.run(tenant).then().body("status", equalTo("completed"));
        Api.job(waiting).then().body("status", equalTo("pending"));

        gate.countDown();
        Api.awaitStatus(running, "completed");
        Api.awaitStatus(waiting, "completed");
    }
}
