package io.tenantdeletion.orchestrator.saga;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.tenantdeletion.orchestrator.OrchestratorTest;
import io.tenantdeletion.orchestrator.api.Api;
import io.tenantdeletion.orchestrator.fake.FakeTenant;
import io.tenantdeletion.orchestrator.fake.Reply;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Rows whose removal nobody could report are missing from the counts, and the job says that they may be. */
@QuarkusTest
class LostAnswerIT extends OrchestratorTest {

    private static final String SALES = "service_results.sales.counts_may_be_low";
    private static final String POS = "service_results.pos.counts_may_be_low";

    private final FakeTenant tenant = platform.tenant();

    @Test
    void saysSoAfterAnAnswerThatCameTooLate() {
        CountDownLatch never = new CountDownLatch(1);
        platform.onPurge("sales", tenant, Reply.complete(5).behind(never), Reply.complete(0));

        Api.run(tenant)
                .then()
                .body("status", equalTo("completed"))
                .body(SALES, equalTo(true))
                .body(POS, nullValue());
        never.countDown();
    }

    @Test
    void saysSoAfterAConnectionBroke() {
        platform.onPurge("pos", tenant, Reply.hangUp(), Reply.complete(1));

        Api.run(tenant).then().body("status", equalTo("completed")).body(POS, equalTo(true));
    }

    @Test
    void remembersItWhenTheJobIsRetried() {
        platform.onPurge("pos", tenant, Reply.hangUp(), Reply.status(400), Reply.complete(1));
        String job = Api.run(tenant)
                .then()
                .body("status", equalTo("failed"))
                .body(POS, equalTo(true))
                .extract()
                .path("job_id");

        Api.retry(job).then().body("status", equalTo("completed")).body(POS, equalTo(true));
    }

    @Test
    void doesNotSaySoWhenTheServiceAnsweredThatItDidNothing() {
        platform.onPurge("pos", tenant, Reply.status(500), Reply.status(429), Reply.complete(1));

        Api.run(tenant).then().body("status", equalTo("completed")).body(POS, nullValue());
    }
}
