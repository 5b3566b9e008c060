package io.tenantdeletion.orchestrator.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.tenantdeletion.commons.test.TestDatabase;
import io.tenantdeletion.orchestrator.OrchestratorTest;
import io.tenantdeletion.orchestrator.api.Api;
import io.tenantdeletion.orchestrator.fake.FakeTenant;
import io.tenantdeletion.orchestrator.fake.Reply;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The lines that the database writes about jobs and steps. */
@QuarkusTest
class JobLinesIT extends OrchestratorTest {

    private final FakeTenant tenant = platform.tenant();

    @Test
    void aDeletionLeavesALinePerTransition() {
        String job = Api.run(tenant).path("job_id");

        JsonPath lines = Audit.lines("job_id=" + job);
        List<String> actions = Audit.actions("job_id=" + job);
        assertThat(actions)
                .hasSize(17)
                .startsWith("deletion.requested", "deletion.started", "deletion.restore_log_kept");
        assertThat(actions.subList(3, 16)).containsOnly("step.completed");
        assertThat(actions).endsWith("deletion.completed");
        assertThat(lines.<String>getList("items.subject"))
                .containsOnly(tenant.id().toString());
        assertThat(Audit.line("job_id=" + job + "&action=deletion.requested"))
                .containsEntry("outcome", "done")
                .doesNotContainKeys("reason", "source") // the tenant is erased, and so is what was typed about it
                .containsKeys("reason_digest", "source_digest");
        assertThat(Audit.line("job_id=" + job + "&action=deletion.completed"))
                .containsEntry("actor", "orchestrator")
                .containsEntry(
                        "detail",
                        Map.of(
                                "kind", "tenant",
                                "rows", 39,
                                "services_completed", 13,
                                "services_failed", 0,
                                "services_skipped", 0));
        assertThat(lines.<Map<String, Object>>getList("items.detail"))
                .contains(Map.of("service", "pos", "phase", "purge", "rows", 3, "attempts", 1));
        assertThat(lines.prettify()).doesNotContain(tenant.name());
    }

    @Test
    void aFailureSaysWhichKindAndNothingElse() {
        platform.onPurge("pos", tenant, Reply.status(400), Reply.status(400), Reply.complete(1));
        String job = Api.run(tenant).path("job_id");

        assertThat(Audit.line("job_id=" + job + "&action=step.failed"))
                .containsEntry("outcome", "failed")
                .containsEntry(
                        "detail",
                        Map.of("service", "pos", "phase", "purge", "rows", 0, "attempts", 1, "error_kind", "refused"));
        assertThat(Audit.line("job_id=" + job + "&action=step.skipped"))
                .containsEntry(
                        "detail",
                        Map.of(
                                "service",
                                "tenant",
                                "phase",
                                "tenant",
                                "rows",
                                0,
                                "attempts",
                                0,
                                "error_kind",
                                "skipped"));
        assertThat(Audit.line("job_id=" + job + "&action=deletion.failed")).containsEntry("outcome", "failed");
        assertThat(Audit.actions("job_id=" + job)).endsWith("deletion.failed");
    }

    @Test
    void aRetryIsALineToo() {
        platform.onPurge("pos", tenant, Reply.status(400), Reply.complete(1));
        String job = Api.run(tenant).path("job_id");

        Api.retry(job);

        List<String> actions = Audit.actions("job_id=" + job);
        assertThat(actions.subList(actions.indexOf("deletion.failed"), actions.size()))
                .containsExactly(
                        "deletion.failed",
                        "deletion.retried",
                        "step.completed",
                        "step.completed",
                        "deletion.completed");
    }

    @Test
    void decisionsNameWhoMadeThemFromWhereAndWhy() {
        UUID job = pendingJob();
        String changed = "changed_by = 'admin-1', changed_from = '192.0.2.1', changed_why = 'as agreed',"
                + " changed_via = 'service:tenant'";

        update(job, "approval = 'approved', due_at = now() + interval '30 days', " + changed);
        update(job, "due_at = now(), " + changed);
        update(job, "status = 'cancelled', " + changed);

        assertThat(Audit.actions("job_id=" + job))
                .containsExactly(
                        "deletion.requested",
                        "deletion.approved",
                        "deletion.rescheduled",
                        "deletion.rescheduled",
                        "deletion.cancelled");
        for (String action : List.of("deletion.approved", "deletion.cancelled")) {
            assertThat(Audit.line("job_id=" + job + "&action=" + action))
                    .containsEntry("actor", "admin-1")
                    .containsEntry("source", "192.0.2.1")
                    .containsEntry("reason", "as agreed")
                    .containsEntry("outcome", "done")
                    .containsEntry("detail", Map.of("kind", "tenant", "via", "service:tenant"));
        }
    }

    @Test
    void aRejectionIsARefusal() {
        UUID job = pendingJob();

        update(job, "approval = 'rejected', status = 'cancelled', changed_by = 'admin-1', changed_why = 'no'");

        assertThat(Audit.actions("job_id=" + job))
                .containsExactly("deletion.requested", "deletion.rejected", "deletion.cancelled");
        assertThat(Audit.line("job_id=" + job + "&action=deletion.rejected")).containsEntry("outcome", "refused");
    }

    @Test
    void anExpiryIsTheOrchestrators() {
        UUID job = pendingJob();

        update(job, "changed_via = 'service:tenant'");
        update(job, "approval = 'expired', status = 'cancelled', changed_by = 'orchestrator', changed_why = null");

        assertThat(Audit.line("job_id=" + job + "&action=deletion.expired"))
                .containsEntry("actor", "orchestrator")
                .containsEntry("detail", Map.of("kind", "tenant"))
                .doesNotContainKeys("source", "reason");
    }

    @Test
    void aDeletionOfAUserIsAboutThatUser() {
        UUID user = UUID.randomUUID();
        TestDatabase.execute("insert into orchestrator.deletion_jobs (job_id, kind, user_id, status, created_at)"
                + " values (gen_random_uuid(), 'user', '" + user + "', 'cancelled', now())");

        assertThat(Audit.line("subject=" + user).get("detail"))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
                .containsEntry("kind", "user");
    }

    @Test
    void whatChangesNoStateLeavesNoLine() {
        UUID job = pendingJob();

        update(job, "run_id = gen_random_uuid(), lease_until = now() + interval '1 hour', changed_by = 'somebody'");

        assertThat(Audit.actions("job_id=" + job)).containsExactly("deletion.requested");
    }

    /** A job nobody claims. */
    static UUID pendingJob() {
        UUID job = UUID.randomUUID();
        TestDatabase.execute("insert into orchestrator.deletion_jobs (job_id, tenant_id, status, created_at, approval,"
                + " due_at, run_id, lease_until) values ('" + job + "', gen_random_uuid(), 'pending', now(), 'waiting',"
                + " now() + interval '1 hour', gen_random_uuid(), now() + interval '1 hour')");
        return job;
    }

    private static void update(UUID job, String changes) {
        TestDatabase.execute("update orchestrator.deletion_jobs set " + changes + " where job_id = '" + job + "'");
    }
}
