package io.tenantdeletion.orchestrator.saga;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.tenantdeletion.commons.test.TestDatabase;
import io.tenantdeletion.orchestrator.OrchestratorTest;
import io.tenantdeletion.orchestrator.api.Api;
import io.tenantdeletion.orchestrator.fake.Call;
import io.tenantdeletion.orchestrator.fake.FakeTenant;
import io.tenantdeletion.orchestrator.fake.Reply;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Before anybody deletes anything, everybody says that they can. */
@QuarkusTest
class PrepareIT extends OrchestratorTest {

    private static final String FINDINGS = """
            [{"severity": "error", "code": "unmarked-table", "table": "invoices", "detail": "nobody answers for it",
              "remedy": "mark it"},
             {"severity": "warning", "code": "slow", "table": "lines", "detail": "no index", "remedy": "make one"},
             {"code": "foreign-rows", "table": "orders", "detail": "3 rows of others refer to it", "remedy": "move them"}]
            """;

    private final FakeTenant tenant = platform.tenant();

    @Test
    void nobodyIsPurgedBeforeEverybodyIsFenced() {
        CountDownLatch gate = new CountDownLatch(1);
        platform.checks().onFence("pos", tenant.id(), Reply.fenced().behind(gate));
        String job = Api.post(tenant, Api.service()).path("job_id");
        Awaitility.await().until(() -> "completed".equals(Api.job(job).path("phases.prepare.services.orders.status")));

        Api.job(job)
                .then()
                .body("phase", equalTo("prepare"))
                .body("phases.keySet()", contains("prepare", "purge", "verify", "tenant"))
                .body("phases.prepare.status", equalTo("in_progress"))
                .body("phases.prepare.services.keySet()", hasSize(13))
                .body("phases.verify.services.keySet()", hasSize(12))
                .body("progress", equalTo(0f));
        assertThat(platform.purges(tenant)).isEmpty();
        assertThat(begunAt(job)).isNull();

        gate.countDown();
        Api.awaitStatus(job, "completed");
        Api.job(job)
                .then()
                .body("phases.prepare.services.pos.fence.plan_version", equalTo("p1"))
                .body("phases.prepare.services.pos.fence.fenced_at", equalTo("2026-01-31T12:34:56Z"))
                .body("phases.prepare.services.pos.deleted_counts.size()", equalTo(0))
                .body("services_completed", equalTo(13))
                .body("total_items_deleted", equalTo(39));
        assertThat(platform.checks().fenced(tenant.id())).hasSize(12);
        assertThat(platform.checks().calls(tenant.id()))
                .hasSize(24)
                .extracting(Call::job)
                .containsOnly(job);
    }

    @Test
    void oneRefusalAndNothingIsDeletedAnywhere() {
        platform.checks().onFence("pos", tenant.id(), Reply.refused(FINDINGS));
        platform.checks().onFence("orders", tenant.id(), Reply.status(403));

        String job = Api.run(tenant)
                .then()
                .body("status", equalTo("failed"))
                .body("waiting_for", equalTo("refused"))
                .body(
                        "waiting_detail",
                        allOf(
                                containsString("pos: refused: deletion-refused, d, finding: table invoices;"
                                        + " unmarked-table: nobody answers for it; remedy: mark it"),
                                containsString(
                                        "table orders; foreign-rows: 3 rows of others refer to it; remedy: move"),
                                containsString("orders: refused: status 403"),
                                containsString("can still be cancelled")))
                .body("error_log", hasItem(containsString(" pos finding: table invoices; unmarked-table")))
                .body("phases.prepare.status", equalTo("failed"))
                .body("phases.prepare.services.pos.errors", hasSize(3))
                .body("phases.prepare.services.sales.status", equalTo("completed"))
                .body("phases.purge.status", equalTo("skipped"))
                .body("service_results.pos.status", equalTo("failed"))
                .body("service_results.pos.errors[1]", startsWith("finding: table invoices"))
                .body("service_results.sales.status", equalTo("skipped"))
                .body("services_failed", equalTo(2))
                .body("services_completed", equalTo(0))
                .body("total_items_deleted", equalTo(0))
                .body("_links", hasKey("cancel"))
                .body("_links", hasKey("retry"))
                .extract()
                .path("job_id");

        assertThat(platform.purges(tenant)).isEmpty();
        assertThat(platform.checks().fenced(tenant.id())).isEmpty();
        assertThat(platform.checks().fences("DELETE", tenant.id()))
                .hasSize(12)
                .extracting(Call::job)
                .containsOnly(job);
        assertThat(begunAt(job)).isNull();
    }

    @Test
    void aRetryAsksEverybodyAgain() {
        platform.checks().onFence("pos", tenant.id(), Reply.refused(FINDINGS));
        String job = Api.run(tenant).path("job_id");

        Api.retry(job).then().body("status", equalTo("completed")).body("services_failed", equalTo(0));

        assertThat(platform.checks().fences("POST", tenant.id())).hasSize(24);
        assertThat(platform.checks().fenced(tenant.id())).hasSize(12);
    }

    @Test
    void whoIsUnavailableIsAskedAgainAndTheOthersKeepTheirFences() {
        Reply busy = Reply.status(503);
        platform.checks().onFence("pos", tenant.id(), busy, busy, busy, busy);

        Api.run(tenant).then().body("status", equalTo("completed")).body("error_log", hasSize(0));

        assertThat(platform.checks().fences("DELETE", tenant.id())).isEmpty();
        assertThat(platform.purges("pos", tenant)).hasSize(1);
    }

    @Test
    void aCancelledJobLeavesNoFence() {
        String job = waitingForPos();

        unscheduled(() -> Awaitility.await()
                .until(() -> Api.decide(job, "cancel", Api.service()).statusCode(), equalTo(200)));

        assertThat(platform.checks().fenced(tenant.id())).isEmpty();
        assertThat(platform.suspension(tenant)).isNull();
        assertThat(platform.purges(tenant)).isEmpty();
    }

    @Test
    void anAbortedJobThatHasDeletedNothingLeavesNoFence() {
        CountDownLatch gate = new CountDownLatch(1);
        platform.checks().onFence("pos", tenant.id(), Reply.fenced().behind(gate));
        String job = Api.post(tenant, Api.service()).path("job_id");
        Awaitility.await().until(() -> platform.checks().fenced(tenant.id()).size() == 12);

        Api.decide(job, "abort", Api.as(io.tenantdeletion.commons.test.Tokens.platformAdmin()))
                .then()
                .statusCode(200)
                .body("status", equalTo("failed"))
                .body("phases.prepare.services.pos.counts_may_be_low", nullValue())
                .body("_links", hasKey("cancel"));
        gate.countDown();

        assertThat(platform.checks().fenced(tenant.id())).isEmpty();
    }

    @Test
    void oncePurgesHaveBegunFencesStay() {
        platform.onPurge("pos", tenant, Reply.status(400));

        String job = Api.run(tenant)
                .then()
                .body("status", equalTo("failed"))
                .extract()
                .path("job_id");

        assertThat(begunAt(job)).isNotNull();
        platform.checks().onFence("pos", tenant.id(), Reply.refused(FINDINGS));
        Api.retry(job).then().body("status", equalTo("failed")).body("phase", equalTo("prepare"));
        assertThat(platform.checks().fences("DELETE", tenant.id())).isEmpty();
        assertThat(platform.checks().fenced(tenant.id())).hasSize(12);
    }

    @Test
    void whoCannotBeToldThatAFenceIsNotWantedIsToldLater() {
        platform.checks().onFence("pos", tenant.id(), Reply.refused("[]"));
        Reply busy = Reply.status(503);
        platform.checks().onLift("sales", tenant.id(), busy, busy, busy);
        platform.checks().onLift("orders", tenant.id(), Reply.status(409));

        Api.run(tenant).then().body("status", equalTo("failed"));

        // Who says no goes on saying so; here it was asked once more only because of the other one.
        Awaitility.await().until(() -> platform.checks().fenced(tenant.id()).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"refused", "findings"})
    void whoCannotSetAFenceMustHaveAPreview(String how) {
        Reply preview =
                how.equals("refused") ? Reply.status(400) : Reply.preview(3).findings(FINDINGS);
        platform.onPreview("tenant", tenant, preview);

        Api.run(tenant)
                .then()
                .body("status", equalTo("failed"))
                .body("phases.prepare.services.tenant.status", equalTo("failed"))
                .body("phases.prepare.services.tenant.errors[0]", startsWith("refused: "));

        assertThat(platform.purges(tenant)).isEmpty();
    }

    @Test
    void believesNoFenceOfAnotherTenant() {
        UUID other = UUID.randomUUID();
        platform.checks()
                .onFence("pos", tenant.id(), Reply.body(Reply.preview(0).body().replace("%s", other.toString())));

        Api.run(tenant)
                .then()
                .body("status", equalTo("failed"))
                .body("phases.prepare.services.pos.errors[0]", startsWith("invalid_answer: "))
                .body("completed_at", notNullValue());
        assertThat(platform.purges(tenant)).isEmpty();
    }

    /** A job that has fenced everywhere but at one service, which does not answer for long. */
    private String waitingForPos() {
        Reply[] busy = new Reply[1000];
        java.util.Arrays.fill(busy, Reply.status(503));
        platform.checks().onFence("pos", tenant.id(), busy);
        String job = Api.post(tenant, Api.service()).path("job_id");
        Awaitility.await().until(() -> "unavailable".equals(Api.job(job).path("waiting_for")));
        assertThat(platform.checks().fenced(tenant.id())).hasSize(11);
        return job;
    }

    private static Object begunAt(String job) {
        return TestDatabase.query(
                        "select purge_begun_at::text from orchestrator.deletion_jobs where job_id = '" + job + "'")
                .get(0);
    }
}
