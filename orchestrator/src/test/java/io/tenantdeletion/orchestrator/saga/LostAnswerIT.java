package io.tenantdeletion.orchestrator.saga;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.tenantdeletion.orchestrator.OrchestratorTest;
import io.tenantdeletion.orchestrator.api.Api;
import io.tenantdeletion.orchestrator.fake.FakeTenant;
import io.tenantdeletion.orchestrator.fake.Reply;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    @ParameterizedTest
    @ValueSource(ints = {502, 504})
    void saysSoAfterAnAnswerOfWhateverIsInBetween(int status) {
        platform.onPurge("pos", tenant, Reply.status(status), Reply.complete(1));

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
    void whoKeepsCountsOfTheWholeJobMakesItGood() {
        platform.onPurge("pos", tenant, Reply.hangUp(), Reply.complete(0).jobCounts(5));

        Api.run(tenant)
                .then()
                .body("status", equalTo("completed"))
                .body("service_results.pos.deleted_counts.things", equalTo(5))
                .body("total_items_deleted", equalTo(5 + 12 * 3))
                .body(POS, nullValue());
    }

    @Test
    void countsOfTheWholeJobReplaceWhatIsKnownAndAreNeverAdded() {
        platform.onPurge(
                "pos",
                tenant,
                Reply.incomplete(3, 0.5).jobCounts(3),
                Reply.incomplete(4, 0.8).jobCounts(7),
                Reply.complete(1).jobCounts(8));

        Api.run(tenant)
                .then()
                .body("status", equalTo("completed"))
                .body("service_results.pos.deleted_counts.size()", equalTo(1))
                .body("service_results.pos.deleted_counts.things", equalTo(8));
    }

    @Test
    void believesNoCountThatIsNone() {
        platform.onPurge("pos", tenant, Reply.complete(1).jobCounts(-1));
        platform.onPurge("orders", tenant, Reply.complete(1).jobCounts(1_000_000_000_000_001L));

        Api.run(tenant)
                .then()
                .body("status", equalTo("failed"))
                .body("services_failed", equalTo(2))
                .body("service_results.pos.errors[0]", startsWith("invalid_answer"));
    }

    @Test
    void doesNotSaySoWhenTheServiceAnsweredThatItDidNothing() {
        platform.onPurge("pos", tenant, Reply.status(500), Reply.status(503), Reply.status(429), Reply.complete(1));

        Api.run(tenant).then().body("status", equalTo("completed")).body(POS, nullValue());
    }
}
