package io.tenantdeletion.orchestrator.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.tenantdeletion.commons.test.TestDatabase;
import io.tenantdeletion.orchestrator.OrchestratorTest;
import io.tenantdeletion.orchestrator.api.Api;
import io.tenantdeletion.orchestrator.fake.FakeTenant;
import io.tenantdeletion.orchestrator.fake.Reply;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A replica of an earlier release runs a job beside the present one, which knows more than it does. */
@QuarkusTest
class EarlierReplicaIT extends OrchestratorTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final List<String> SERVICES = List.of("orders", "pos");

    @Inject
    Pool pool;

    private final FakeTenant tenant = platform.tenant();
    private final UUID job = UUID.randomUUID();
    private final UUID run = UUID.randomUUID();

    @AfterEach
    void end() {
        TestDatabase.execute("delete from orchestrator.legal_holds where subject_id = '" + tenant.id() + "'");
        TestDatabase.execute(
                "update orchestrator.deletion_jobs set status = 'cancelled', run_id = null, lease_until = null"
                        + " where job_id = '" + job + "' and status in ('pending', 'in_progress')");
    }

    @Test
    void whatItHasBegunTheOtherEnds() {
        write("false");
        begin();
        answer("prepare", "purge", new JsonObject());
        platform.onPurge("orders", tenant, Reply.complete(0));
        answer("purge", "verify", new JsonObject().put("things", 3));

        TestDatabase.execute(
                "update orchestrator.deletion_jobs set lease_until = now() - interval '1 second' where job_id = '" + job
                        + "'");

        Api.awaitStatus(job, "completed");
        Api.job(job.toString())
                .then()
                .body("service_results.orders.deleted_counts.things", equalTo(3))
                .body("service_results.alerts.deleted_counts.things", equalTo(3));
    }

    @Test
    void itCannotLeaveOutPrepare() {
        write("false");
        begin();
        TestDatabase.execute(
                "delete from orchestrator.deletion_steps where phase = 'prepare' and job_id = '" + job + "'");

        refused(() -> answer("prepare", "purge", new JsonObject()), "not every service is prepared");
    }

    @Test
    void itCannotLeaveOutVerify() {
        write("false");
        begin();
        answer("prepare", "purge", new JsonObject());

        refused(() -> answer("purge", "tenant", new JsonObject()), "not every service is verified");
    }

    @Test
    void itBeginsNothingUnderALegalHold() {
        write("false");
        hold();

        refused(this::begin, "legal hold");

        assertThat(steps()).containsOnly("pending");
    }

    @Test
    void itGoesNoFurtherUnderALegalHold() {
        write("false");
        begin();
        hold();

        refused(() -> answer("prepare", "purge", new JsonObject()), "legal hold");

        assertThat(steps()).doesNotContain("completed");
    }

    @Test
    void itCompletesNothingUnderALegalHold() {
        write("false");
        begin();
        hold();

        refused(() -> send(EarlierStatements.WRITE, answers("tenant", new JsonObject()), "none", true), "legal hold");

        Api.job(job.toString()).then().body("status", equalTo("in_progress"));
    }

    @Test
    void itDeletesNothingInARehearsal() {
        write("true");

        refused(this::begin, "rehearses");

        assertThat(steps()).containsOnly("pending");
    }

    @Test
    void itHastensOnlyWhatWasToGoAlongWithAUser() {
        UUID asked = UUID.randomUUID();
        UUID late = UUID.randomUUID();
        TestDatabase.execute("""
                with whole as (
                  insert into orchestrator.deletion_jobs (job_id, user_id, kind, status, created_at, run_id, lease_until,
                    tenants)
                  values ('%1$s', gen_random_uuid(), 'user', 'in_progress', now(), '%2$s', now() + interval '1 hour',
                    '{"successors": {"%3$s": null}}'))
                insert into orchestrator.deletion_jobs (job_id, tenant_id, status, created_at, due_at, released, parent_id)
                select id, id, 'pending', now(), now() + interval '30 days', false, '%1$s'
                from unnest(array['%3$s', '%4$s']::uuid[]) as id""".formatted(job, run, asked, late));

        TestDatabase.execute("update orchestrator.deletion_jobs set due_at = least(due_at, now() + interval '1 hour'),"
                + " released = true where parent_id = '" + job + "' and (due_at > now() or not released)");

        assertThat(due(asked)).containsExactly("true, false");
        assertThat(due(late)).containsExactly("false, true");
        TestDatabase.execute(
                "update orchestrator.deletion_jobs set status = 'cancelled' where parent_id = '" + job + "'");
    }

    /** Whether it may begin, and whether only in some days. */
    private static List<String> due(UUID part) {
        return TestDatabase.query("select released::text || ', ' || (due_at > now() + interval '1 day')::text"
                + " from orchestrator.deletion_jobs where job_id = '" + part + "'");
    }

    /** A job whose runner is the earlier replica. */
    private void write(String shadow) {
        TestDatabase.execute("""
                with job as (
                  insert into orchestrator.deletion_jobs (job_id, tenant_id, status, created_at, run_id, lease_until, shadow)
                  values ('%1$s', '%2$s', 'pending', now(), '%3$s', now() + interval '1 hour', %4$s))
                insert into orchestrator.deletion_steps (job_id, phase, service, position)
                values ('%1$s', 'purge', 'orders', 1), ('%1$s', 'purge', 'pos', 2), ('%1$s', 'tenant', 'tenant', 3)""".formatted(job, tenant.id(), run, shadow));
    }

    private void hold() {
        TestDatabase.execute("insert into orchestrator.legal_holds values ('" + tenant.id()
                + "', 'evidence', 'case 7', 'a keeper', now())");
    }

    private void begin() {
        JsonArray phases = new JsonArray();
        for (String phase : List.of("prepare", "purge", "verify")) {
            SERVICES.forEach(service -> phases.add(
                    new JsonObject().put("phase", phase).put("service", service).put("position", 1)));
        }
        phases.add(
                new JsonObject().put("phase", "tenant").put("service", "tenant").put("position", 3));
        send(EarlierStatements.BEGIN, Tuple.of(job, run, OffsetDateTime.now(), phases, "prepare"));
    }

    /** Every service has answered in a phase, and the next one begins. */
    private void answer(String phase, String next, JsonObject counts) {
        send(EarlierStatements.WRITE, answers(phase, counts), next, false);
    }

    private static JsonArray answers(String phase, JsonObject counts) {
        JsonArray answers = new JsonArray();
        SERVICES.forEach(service -> answers.add(new JsonObject()
                .put("phase", phase)
                .put("service", service)
                .put("status", "completed")
                .put("progress", 1)
                .put("repeats", 0)
                .put("deleted_counts", service.equals("orders") ? counts : new JsonObject())
                .put("errors", new JsonArray())
                .put("answer_lost", false)));
        return answers;
    }

    private void send(String statement, JsonArray answers, String next, boolean completes) {
        String[] called = next.equals("tenant") ? new String[] {"tenant"} : SERVICES.toArray(String[]::new);
        send(
                statement,
                Tuple.tuple()
                        .addUUID(job)
                        .addUUID(run)
                        .addOffsetDateTime(OffsetDateTime.now())
                        .addJsonArray(answers)
                        .addString(next)
                        .addArrayOfString(called)
                        .addBoolean(completes)
                        .addBoolean(next.equals("purge")));
    }

    private void send(String statement, Tuple values) {
        pool.preparedQuery(statement).execute(values).await().atMost(PATIENCE);
    }

    private static void refused(Runnable statement, String why) {
        assertThatThrownBy(statement::run).hasMessageContaining(why);
    }

    private List<String> steps() {
        return TestDatabase.query("select status from orchestrator.deletion_steps where job_id = '" + job + "'");
    }
}
