package io.tenantdeletion.orchestrator.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tenantdeletion.commons.test.EarlierRelease;
import io.tenantdeletion.commons.test.TestDatabase;
import io.tenantdeletion.commons.test.Tokens;
import io.tenantdeletion.orchestrator.OrchestratorTest;
import io.tenantdeletion.orchestrator.api.Api;
import io.tenantdeletion.orchestrator.audit.Audit;
import io.tenantdeletion.orchestrator.fake.FakeTenant;
import io.tenantdeletion.orchestrator.fake.Reply;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Jobs that an earlier release has left, in every status: the present one migrates them, and ends them rightly. */
@QuarkusTest
@WithTestResource(
        value = EarlierRelease.class,
        initArgs = {
            @ResourceArg(name = "orchestrator", value = "src/main/resources/db/migration@19"),
            @ResourceArg(name = "script", value = "src/test/resources/jobs-of-release-19.sql")
        })
@Tag("long")
class UpgradeIT extends OrchestratorTest {

    private static final String JOB = "00000000-0000-4000-8000-0000000000a";
    private static final String TENANT = "00000000-0000-4000-8000-0000000000b";
    private static final List<String> PURGED = List.of(
            "orders",
            "inventory",
            "recipes",
            "sales",
            "production",
            "suppliers",
            "pos",
            "external",
            "forecasting",
            "training",
            "notifications",
            "alerts");

    @Test
    void aPendingJobBeginsWhenItIsDue() {
        knownTenant(1);
        Api.job(JOB + 1).then().body("status", equalTo("pending")).body("waiting_for", equalTo("retention"));

        TestDatabase.execute("update orchestrator.deletion_jobs set due_at = now() where job_id = '" + JOB + "1'");

        Api.awaitStatus(JOB + 1, "completed");
        Api.job(JOB + 1).then().body("total_items_deleted", equalTo(39));
        assertThat(told(1)).containsExactly("tenant.deletion_requested", "tenant.deleted");
    }

    @Test
    void aJobInTheMiddleOfItsPurgeGoesOnWhenItsRunnerIsGone() {
        FakeTenant tenant = knownTenant(2);
        PURGED.subList(0, 6).forEach(service -> platform.onPurge(service, tenant, Reply.complete(0)));
        platform.onPurge("pos", tenant, Reply.complete(2));
        assertThat(platform.purges(tenant)).isEmpty();
        Api.job(JOB + 2).then().body("status", equalTo("in_progress")).body("total_items_deleted", equalTo(19));

        TestDatabase.execute("update orchestrator.deletion_jobs set lease_until = now() - interval '1 second'"
                + " where job_id = '" + JOB + "2'");

        Api.awaitStatus(JOB + 2, "completed");
        Api.job(JOB + 2)
                .then()
                .body("total_items_deleted", equalTo(39))
                .body("service_results.orders.deleted_counts.things", equalTo(3))
                .body("service_results.pos.deleted_counts.things", equalTo(3))
                .body("phases.verify.services.pos.verification.proven", equalTo(true))
                // What the release of before has deleted is in no restore log.
                .body("restore.possible", equalTo(false));
        assertThat(told(2)).containsExactly("tenant.deletion_requested", "tenant.deleted");
    }

    @Test
    void aRefusedJobIsRetried() {
        knownTenant(3);
        Api.job(JOB + 3)
                .then()
                .body("status", equalTo("failed"))
                .body("waiting_for", equalTo("refused"))
                .body("waiting_detail", startsWith("pos refuses"));

        Api.retry(JOB + 3).then().body("status", equalTo("completed")).body("total_items_deleted", equalTo(39));
    }

    @Test
    void aJobThatFailedInTheMiddleIsRetried() {
        FakeTenant tenant = knownTenant(4);
        PURGED.stream()
                .filter(service -> !service.equals("pos"))
                .forEach(service -> platform.onPurge(service, tenant, Reply.complete(0)));

        Api.retry(JOB + 4)
                .then()
                .body("status", equalTo("completed"))
                .body("total_items_deleted", equalTo(39))
                .body("service_results.pos.deleted_counts.things", equalTo(3));
    }

    @Test
    void aUsersJobGoesOn() {
        UUID user = UUID.fromString("00000000-0000-4000-8000-0000000000c7");
        platform.accounts().add(user);

        TestDatabase.execute("update orchestrator.deletion_jobs set lease_until = now() - interval '1 second'"
                + " where job_id = '" + JOB + "7'");

        Api.awaitStatus(JOB + 7, "completed");
        assertThat(platform.accounts().has(user)).isFalse();
        assertThat(platform.checks().fenced(user)).hasSize(12);
    }

    @Test
    void whatHasEndedStaysAsItWas() {
        Api.job(JOB + 5)
                .then()
                .body("status", equalTo("completed"))
                .body("phase", nullValue())
                .body("total_items_deleted", equalTo(39))
                .body("restore.log", equalTo("none"))
                .body("restore.possible", equalTo(false));
        Api.job(JOB + 6).then().body("status", equalTo("cancelled"));
        Api.service().get(Api.JOBS + "/" + JOB + "5/certificate").then().statusCode(404);
        assertThat(TestDatabase.query("select job_id from orchestrator.erasures where subject_id = '" + TENANT + "5'"))
                .containsExactly(JOB + 5);
    }

    @Test
    void theAuditLogIsWhole() {
        assertThat(Audit.actions("job_id=" + JOB + 5))
                .startsWith("deletion.requested", "deletion.started")
                .endsWith("deletion.completed");
        Api.as(Tokens.platformAdmin()).get("/api/v1/audit/verification").then().body("valid", equalTo(true));
    }

    private FakeTenant knownTenant(int number) {
        return platform.tenant(UUID.fromString(TENANT + number));
    }

    private static List<String> told(int number) {
        return TestDatabase.query(
                "select type from orchestrator.outbox where subject = '" + TENANT + number + "' order by position");
    }
}
