package io.tenantdeletion.orchestrator.saga;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.tenantdeletion.orchestrator.OrchestratorTest;
import io.tenantdeletion.orchestrator.api.Api;
import io.tenantdeletion.orchestrator.fake.FakeTenant;
import io.tenantdeletion.orchestrator.fake.Reply;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** What a run does with every kind of answer that is not as it should be. */
@QuarkusTest
class BadAnswersIT extends OrchestratorTest {

    private final FakeTenant tenant = platform.tenant();

    @Test
    void tellsRefusedFromUnreachableFromTimedOut() {
        CountDownLatch never = new CountDownLatch(1);
        platform.onPurge("orders", tenant, Reply.status(409));
        platform.onPurge("pos", tenant, Reply.hangUp());
        Reply late = Reply.complete(1).behind(never);
        platform.onPurge("sales", tenant, late, late, late);

        Api.run(tenant)
                .then()
                .body("status", equalTo("failed"))
                .body("services_failed", equalTo(3))
                .body("service_results.orders.errors[0]", startsWith("refused: status 409"))
                .body("service_results.orders.attempts", equalTo(1))
                .body("service_results.pos.errors[0]", startsWith("unreachable"))
                .body("service_results.sales.errors[0]", equalTo("timed_out: no answer within 1.0 s"))
                .body("service_results.sales.attempts", equalTo(3));
        never.countDown();
        assertThat(platform.purges("orders", tenant)).hasSize(1);
    }

    @Test
    void believesNoAnswerThatIsNotTheContracts() {
        String other = Reply.complete(1).body().replace("%s", tenant.owner().toString());
        platform.onPurge("orders", tenant, Reply.body(other));
        platform.onPurge("pos", tenant, Reply.complete(-1));
        platform.onPurge("sales", tenant, Reply.body("<html>all deleted</html>"));
        platform.onPurge("recipes", tenant, Reply.body("{}"));
        platform.onPurge("training", tenant, new Reply(204, "", null));
        platform.onPurge("external", tenant, new Reply(202, Reply.complete(1).body(), null));
        platform.onPurge("suppliers", tenant, Reply.body(""));

        Api.run(tenant)
                .then()
                .body("status", equalTo("failed"))
                .body("services_failed", equalTo(7))
                .body("services_completed", equalTo(5))
                .body("total_items_deleted", equalTo(15))
                .body(
                        "service_results.findAll { it.value.status == 'failed' }.collect { it.value.errors[0] }",
                        everyItem(startsWith("invalid_answer")));
    }

    @Test
    void countsWhatAnUnsuccessfulServiceRemoved() {
        platform.onPurge("orders", tenant, Reply.unsuccessful(7));

        Api.run(tenant)
                .then()
                .body("status", equalTo("failed"))
                .body("service_results.orders.status", equalTo("failed"))
                .body("service_results.orders.errors[0]", startsWith("not_deleted"))
                .body("service_results.orders.errors[1]", equalTo("locked"))
                .body("service_results.orders.deleted_counts.things", equalTo(7));
    }
}
