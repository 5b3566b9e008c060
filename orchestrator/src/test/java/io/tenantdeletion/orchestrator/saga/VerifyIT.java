package io.tenantdeletion.orchestrator.saga;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.tenantdeletion.orchestrator.OrchestratorTest;
import io.tenantdeletion.orchestrator.api.Api;
import io.tenantdeletion.orchestrator.fake.Call;
import io.tenantdeletion.orchestrator.fake.FakeTenant;
import io.tenantdeletion.orchestrator.fake.Reply;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tenant goes only when every service has counted that nothing is left. */
@QuarkusTest
class VerifyIT extends OrchestratorTest {

    private static final String POS = "phases.verify.services.pos.";
    private static final String OPEN = """
            [{"pid": 4711, "application_name": "nightly", "since": "2026-01-31T12:00:00Z"},
             {"pid": 0, "application_name": null, "since": null, "gid": "two-phases"}]""";

    private final FakeTenant tenant = platform.tenant();

    @Test
    void saysWhatWasCounted() {
        Api.run(tenant)
                .then()
                .body("status", equalTo("completed"))
                .body("phases.verify.status", equalTo("completed"))
                .body(POS + "status", equalTo("completed"))
                .body(POS + "verification.by", equalTo("verification"))
                .body(POS + "verification.proven", equalTo(true))
                .body(POS + "verification.residual.size()", equalTo(0))
                .body(POS + "verification.touched_others.size()", equalTo(0))
                .body(POS + "verification.verified_at", equalTo("2026-01-31T12:34:56Z"))
                .body("service_results.pos.verification", nullValue())
                .body("phases.verify.unproven", nullValue())
                .body("phases.tenant.services.tenant.verification.by", equalTo("preview"))
                .body("phases.tenant.unproven", contains("tenant"));
    }

    @Test
    void waitsForTransactionsThatMayStillWrite() {
        CountDownLatch gate = new CountDownLatch(1);
        platform.checks()
                .onVerification(
                        "pos",
                        tenant.id(),
                        Reply.waiting(OPEN),
                        Reply.waiting(OPEN).behind(gate));
        String job = Api.post(tenant, Api.service()).path("job_id");
        Awaitility.await().until(() -> Api.job(job).path("waiting_for") != null);

        Api.job(job)
                .then()
                .body("status", equalTo("in_progress"))
                .body("phase", equalTo("verify"))
                .body("waiting_for", equalTo("unavailable"))
                .body("waiting_since", notNullValue())
                .body(
                        "waiting_detail",
                        startsWith("pos: open_transactions: pid 4711 (nightly) since 2026-01-31T12:00:00Z;"
                                + " prepared transaction two-phases since a time unknown"))
                .body(POS + "verification.waiting_for", hasSize(2))
                .body(POS + "verification.proven", equalTo(false))
                .body("service_results.pos.status", equalTo("completed"))
                .body("phases.tenant.status", equalTo("pending"));
        assertThat(platform.purges("tenant", tenant)).isEmpty();

        gate.countDown();
        Api.awaitStatus(job, "completed");
        Api.job(job)
                .then()
                .body("waiting_for", nullValue())
                .body(POS + "verification.proven", equalTo(true))
                .body(POS + "verification.waiting_for", nullValue());
        assertThat(platform.checks().verifications("pos", tenant.id())).hasSizeGreaterThanOrEqualTo(3);
        assertThat(platform.purges("tenant", tenant)).hasSize(1);
    }

    @Test
    void givesItsPlaceToOthersWhileItWaitsForLong() {
        Reply[] open = new Reply[100_000];
        Arrays.fill(open, Reply.waiting(OPEN));
        platform.checks().onVerification("pos", tenant.id(), open);
        String job = Api.post(tenant, Api.service()).path("job_id");
        Awaitility.await().until(() -> Api.job(job).path("next_attempt_at") != null);

        platform.checks().onVerification("pos", tenant.id());
        Api.awaitStatus(job, "completed");

        Api.job(job).then().body("error_log", hasSize(0)).body("total_items_deleted", equalTo(39));
    }

    @Test
    void rowsThatAreLeftSendAServiceBackToItsPurge() {
        platform.checks().onVerification("pos", tenant.id(), Reply.verified(2));
        platform.onPurge("pos", tenant, Reply.complete(5), Reply.complete(2));

        Api.run(tenant)
                .then()
                .body("status", equalTo("completed"))
                .body("service_results.pos.attempts", equalTo(2))
                .body("service_results.pos.deleted_counts.things", equalTo(7))
                .body(POS + "verification.proven", equalTo(true))
                .body("total_items_deleted", equalTo(7 + 12 * 3));

        assertThat(platform.purges("pos", tenant)).hasSize(2);
        assertThat(platform.purges("orders", tenant)).hasSize(1);
    }

    @Test
    void butNotForEver() {
        Reply[] left = new Reply[10];
        Arrays.fill(left, Reply.verified(2));
        platform.checks().onVerification("pos", tenant.id(), left);

        String job = Api.run(tenant)
                .then()
                .body("status", equalTo("failed"))
                .body("waiting_for", equalTo("refused"))
                .body(
                        "waiting_detail",
                        startsWith("pos: residual: left after 3 further purges: things: 2 rows. See to it"))
                .body(
                        "error_log",
                        hasItem(containsString(" pos residual: left after 3 further purges: things: 2 rows")))
                .body(POS + "status", equalTo("failed"))
                .body(POS + "verification.residual.things", equalTo(2))
                .body(POS + "verification.proven", equalTo(false))
                .body("services_failed", equalTo(1))
                .body("service_results.tenant.status", equalTo("skipped"))
                .extract()
                .path("job_id");

        assertThat(platform.purges("pos", tenant)).hasSize(4);
        assertThat(platform.purges("tenant", tenant)).isEmpty();
        platform.checks().onVerification("pos", tenant.id());
        Api.retry(job).then().body("status", equalTo("completed"));
    }

    @Test
    void rowsOfOthersThatWereTouchedAreForAPerson() {
        platform.checks().onVerification("pos", tenant.id(), Reply.verified(0, "{\"shared\": 1, \"none\": 0}"));

        Api.run(tenant)
                .then()
                .body("status", equalTo("failed"))
                .body("waiting_for", equalTo("refused"))
                .body("waiting_detail", startsWith("pos: touched_others: rows of others: shared: 1 row"))
                .body(POS + "verification.touched_others.shared", equalTo(1));

        assertThat(platform.purges("pos", tenant)).hasSize(1);
        assertThat(platform.purges("tenant", tenant)).isEmpty();
    }

    @Test
    void whoIsUnavailableIsAskedAgain() {
        Reply busy = Reply.status(503);
        platform.checks().onVerification("pos", tenant.id(), busy, busy, busy, busy);

        Api.run(tenant).then().body("status", equalTo("completed"));

        assertThat(platform.checks().verifications("pos", tenant.id()))
                .hasSize(5)
                .extracting(Call::job)
                .doesNotContainNull();
    }

    @Test
    void aPurgeThatIsRefusedTheSecondTimeEndsIt() {
        platform.checks().onVerification("pos", tenant.id(), Reply.verified(2));
        platform.onPurge("pos", tenant, Reply.complete(1), Reply.status(400));

        Api.run(tenant)
                .then()
                .body("status", equalTo("failed"))
                .body("service_results.pos.status", equalTo("failed"))
                .body("service_results.pos.deleted_counts.things", equalTo(1))
                .body(POS + "status", equalTo("failed"))
                .body(POS + "errors[0]", startsWith("refused: status 400"))
                .body(POS + "verification.residual.things", equalTo(2));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"tenant_id\": \"11111111-1111-4111-8111-111111111111\", \"service\": \"pos\", \"residual\": {},"
                        + " \"total_residual\": 0, \"touched_others\": {}}",
                "{\"tenant_id\": \"%s\", \"service\": \"orders\", \"residual\": {}, \"total_residual\": 0}",
                "{\"tenant_id\": \"%s\", \"service\": \"pos\", \"residual\": {\"a\": 1}, \"total_residual\": 0}",
                "{\"tenant_id\": \"%s\", \"service\": \"pos\", \"residual\": {}, \"total_residual\": 7}",
                "{\"tenant_id\": \"%s\", \"service\": \"pos\", \"residual\": {\"a\": -1, \"b\": 1}, \"total_residual\": 0}",
                "{\"tenant_id\": \"%s\", \"service\": \"pos\"}",
                "<html>nothing is left</html>"
            })
    void believesNoAnswerThatIsNotTheContracts(String body) {
        platform.checks().onVerification("pos", tenant.id(), Reply.body(body));

        Api.run(tenant)
                .then()
                .body("status", equalTo("failed"))
                .body(POS + "errors[0]", startsWith("invalid_answer: "));
        assertThat(platform.purges("tenant", tenant)).isEmpty();
    }

    @Test
    void theTenantServiceIsAskedAgainToo() {
        // What is expected, whether it can delete, and twice what is left.
        platform.onPreview("tenant", tenant, Reply.preview(3), Reply.preview(3), Reply.preview(1), Reply.preview(0));

        Api.run(tenant)
                .then()
                .body("status", equalTo("completed"))
                .body("service_results.tenant.deleted_counts.things", equalTo(3))
                .body("phases.tenant.services.tenant.verification.residual.size()", equalTo(0));

        assertThat(platform.purges("tenant", tenant)).hasSize(2);
    }

    @Test
    void itDoesNotCompleteWhileItsPreviewSaysThereIsSomething() {
        platform.onPreview("tenant", tenant, Reply.preview(3));

        Api.run(tenant)
                .then()
                .body("status", equalTo("failed"))
                .body("waiting_detail", allOf(startsWith("tenant: residual: "), containsString("things: 3 rows")))
                .body("service_results.tenant.status", equalTo("failed"))
                .body("service_results.tenant.deleted_counts.things", equalTo(3));

        assertThat(platform.purges("tenant", tenant)).hasSize(4);
    }
}
