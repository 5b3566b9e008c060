package io.tenantdeletion.orchestrator.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.tenantdeletion.commons.test.TestDatabase;
import io.tenantdeletion.orchestrator.OrchestratorTest;
import io.tenantdeletion.orchestrator.api.Api;
import io.tenantdeletion.orchestrator.fake.FakeTenant;
import io.tenantdeletion.orchestrator.fake.Reply;
import io.tenantdeletion.orchestrator.guard.FailureKind;
import io.tenantdeletion.orchestrator.job.WaitingFor;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Once somebody is erased, what people typed about them and where they were is erased, too; the chain stays whole. */
@QuarkusTest
class RedactionIT extends OrchestratorTest {

    private static final String TYPED = "Jane Doe asked for it";

    private final UUID tenant = UUID.randomUUID();
    private final UUID other = UUID.randomUUID();
    private final UUID user = UUID.randomUUID();

    @Test
    void textsGoAndTheChainStays() {
        append(tenant, user, "test.done");
        append(other, user, "test.done");
        append(other, UUID.randomUUID(), "test.done");

        erase("tenant", tenant);

        JsonPath about = Audit.lines("action=test.done&subject=" + tenant);
        assertThat(about.getMap("items[0]"))
                .doesNotContainKeys("reason", "source")
                .containsKeys("reason_digest", "source_digest")
                .containsEntry("actor", user.toString())
                .containsEntry("detail", Map.of("n", 1));
        assertThat(Audit.lines("subject=" + other).getList("items.reason")).containsExactly(TYPED, TYPED);
        assertThat(Audit.lines("subject=" + other).getList("items.source")).doesNotContainNull();
        assertThat(Audit.verification().getBoolean("valid")).isTrue();
        assertThat(texts(tenant)).isEmpty();
    }

    @Test
    void ofWhatAnErasedUserDidTheAddressGoes() {
        append(other, user, "test.done");
        append(user, other, "test.done");

        erase("user", user);

        assertThat(Audit.lines("action=test.done&subject=" + other).getMap("items[0]"))
                .containsEntry("reason", TYPED)
                .doesNotContainKeys("source");
        assertThat(Audit.lines("action=test.done&subject=" + user).getMap("items[0]"))
                .doesNotContainKeys("reason", "source");
    }

    @Test
    void linesThatArriveLateLoseTheirTextsAtOnce() {
        erase("tenant", tenant);

        TestDatabase.execute("select orchestrator.append_audit(gen_random_uuid(), now() - interval '1 hour',"
                + " 'service:tenant', '192.0.2.7', 'test.late', '" + tenant + "', null, 'done', '" + TYPED
                + "', '{}')");
        append(tenant, user, "test.later");

        assertThat(Audit.line("action=test.late&subject=" + tenant)).doesNotContainKeys("reason", "source");
        // Somebody typed that after the erasure: the next one erases it.
        assertThat(Audit.line("action=test.later&subject=" + tenant)).containsEntry("reason", TYPED);
    }

    @Test
    void whyARequestWasRefusedIsNoTypedText() {
        append(tenant, user, "request.refused");

        erase("tenant", tenant);

        assertThat(Audit.line("action=request.refused&subject=" + tenant))
                .containsEntry("reason", TYPED)
                .doesNotContainKeys("source");
    }

    @Tag("long")
    @Test
    void linesOfBeforeStayAsTheyAre() {
        String reason = TYPED + " " + tenant;
        Audit.insertLineOfVersionOne(reason);

        TestDatabase.execute("select orchestrator.redact_subject('" + tenant + "')");

        Map<String, Object> line = Audit.lines("action=test.before").getMap("items[0]");
        assertThat(line).containsEntry("reason", reason).containsEntry("hash_version", 1);
        assertThat(Audit.verification().getBoolean("valid")).isTrue();
    }

    @Test
    void aCompletedJobKeepsNoTexts() {
        FakeTenant erased = platform.tenant();
        FakeTenant kept = platform.tenant();
        platform.onPurge("pos", erased, Reply.status(400), Reply.complete(1));
        platform.onPurge("pos", kept, Reply.status(400));
        String job = Api.run(erased).path("job_id");
        String failed = Api.run(kept).path("job_id");
        assertThat(typed(job)).contains("a test", erased.name());

        Api.retry(job);

        assertThat(typed(job)).doesNotContain("a test", "because", erased.name(), "127.0.0.1");
        assertThat(errors(job)).singleElement().asString().endsWith(" pos refused");
        assertThat(typed(failed)).contains("a test", kept.name());
        assertThat(errors(failed)).singleElement().asString().contains(" pos refused: ");
    }

    @Test
    void whatAServiceSaysGoesAndWhatItMeansStays() {
        FakeTenant erased = platform.tenant();
        FakeTenant kept = platform.tenant();
        platform.onPurge("pos", erased, Reply.unsuccessful(0), Reply.complete(1));
        platform.onPurge("pos", kept, Reply.unsuccessful(0));
        String job = Api.run(erased).path("job_id");
        String failed = Api.run(kept).path("job_id");
        assertThat(errors(job)).hasSize(2).last().asString().endsWith(" pos locked");

        Api.retry(job).then().body("status", equalTo("completed"));

        assertThat(errors(job)).singleElement().asString().endsWith(" pos not_deleted");
        assertThat(errors(failed)).last().asString().endsWith(" pos locked");
    }

    @Test
    void anEarlierJobThatHasFailedKeepsNoTextsEither() {
        FakeTenant erased = platform.tenant();
        FakeTenant kept = platform.tenant();
        String findings = "[{\"code\": \"locked-row\", \"table\": \"things\", \"detail\": \"" + TYPED + "\"}]";
        platform.checks().onFence("pos", erased.id(), Reply.refused(findings));
        platform.checks().onFence("pos", kept.id(), Reply.refused(findings));
        String job = Api.run(erased).path("job_id");
        String failed = Api.run(kept).path("job_id");

        Api.run(erased).then().body("status", equalTo("completed"));

        String forgotten = Api.job(job)
                .then()
                .body("status", equalTo("failed"))
                .body("waiting_for", equalTo("refused"))
                .body("waiting_detail", startsWith("refused. "))
                .body("phases.prepare.services.pos.errors", equalTo(List.of("refused", "finding")))
                .extract()
                .asString();
        assertThat(forgotten).doesNotContain(TYPED);
        Api.job(failed).then().body("waiting_detail", containsString(TYPED));
    }

    @Test
    void everyKindOfErrorStays() {
        Stream.of(FailureKind.values(), WaitingFor.values())
                .flatMap(Stream::of)
                .forEach(kind -> assertThat(TestDatabase.query("select error->>0 from orchestrator.error_kinds('[\""
                                + kind
                                + ": " + TYPED + "\", \"" + TYPED + "\", \"jane " + kind + ": x\"]', '') as error"
                                + " where jsonb_array_length(error) = 1"))
                        .containsExactly(kind.toString()));
    }

    @Test
    void whatWasTypedAboutATenantThatWasToGoAlongGoesWithTheUser() {
        UUID whole = UUID.randomUUID();
        UUID part = UUID.randomUUID();
        TestDatabase.execute(
                "insert into orchestrator.deletion_jobs (job_id, kind, user_id, status, created_at) values ('" + whole
                        + "', 'user', '" + user + "', 'cancelled', now())");
        TestDatabase.execute("insert into orchestrator.deletion_jobs (job_id, tenant_id, parent_id, status, created_at,"
                + " changed_by, changed_why, approval, approval_reason) values ('" + part + "', '" + tenant + "', '"
                + whole
                + "', 'cancelled', now(), 'orchestrator', 'part of job " + whole + "', 'rejected', '" + TYPED + "')");
        TestDatabase.execute("select orchestrator.append_audit(gen_random_uuid(), null, 'admin-1', '192.0.2.7',"
                + " 'deletion.rejected', '" + tenant + "', '" + part + "', 'refused', '" + TYPED + "', '{}')");
        append(tenant, UUID.randomUUID(), "test.done");

        erase("user", user);

        assertThat(Audit.line("action=deletion.rejected&subject=" + tenant))
                .doesNotContainKey("reason")
                .containsKeys("reason_digest", "source");
        assertThat(Audit.line("action=deletion.requested&subject=" + tenant))
                .containsEntry("reason", "part of job " + whole);
        assertThat(Audit.line("action=test.done&subject=" + tenant)).containsEntry("reason", TYPED);
        assertThat(typed(part.toString())).doesNotContain(TYPED);
    }

    @Test
    void aCancelledJobKeepsNoTextsEither() {
        UUID job = UUID.randomUUID();
        TestDatabase.execute("insert into orchestrator.deletion_jobs (job_id, tenant_id, tenant_name, reason, status,"
                + " created_at, due_at, changed_by, changed_from) values ('" + job + "', '" + tenant
                + "', 'Twin Bakery', '" + TYPED + "', 'pending', now(), now() + interval '1 hour', 'a', '192.0.2.7')");

        TestDatabase.execute("update orchestrator.deletion_jobs set status = 'cancelled', changed_from = '192.0.2.8',"
                + " changed_why = 'they stay' where job_id = '" + job + "'");

        assertThat(typed(job.toString())).isEqualTo("[]");
        // The tenant is there, and so is what was done with it.
        assertThat(Audit.line("action=deletion.cancelled&subject=" + tenant))
                .containsEntry("reason", "they stay")
                .containsEntry("source", "192.0.2.8");
    }

    private static void append(UUID subject, UUID actor, String action) {
        TestDatabase.execute("select orchestrator.append_audit(gen_random_uuid(), null, '" + actor + "', '192.0.2.7', '"
                + action + "', '" + subject + "', null, 'done', '" + TYPED + "', '{\"n\": 1}')");
    }

    private static void erase(String kind, UUID subject) {
        TestDatabase.execute("insert into orchestrator.deletion_jobs (job_id, kind, " + kind
                + "_id, status, created_at, run_id, lease_until) values (gen_random_uuid(), '" + kind + "', '" + subject
                + "', 'in_progress', now(), gen_random_uuid(), now() + interval '1 hour')");
        TestDatabase.execute(
                "update orchestrator.deletion_jobs set status = 'completed' where " + kind + "_id = '" + subject + "'");
        Audit.verification();
    }

    private static List<String> texts(UUID subject) {
        return TestDatabase.query("select l::text from orchestrator.audit_log l where subject = '" + subject
                + "' and num_nonnulls(reason, reason_salt, source, source_salt) > 0");
    }

    private static String typed(String job) {
        return TestDatabase.query("select jsonb_strip_nulls(to_jsonb(array_remove(array[tenant_name, reason,"
                        + " changed_from, changed_why, approval_reason], null)))"
                        + " from orchestrator.deletion_jobs where job_id = '" + job + "'")
                .get(0);
    }

    private static List<String> errors(String job) {
        return TestDatabase.query("select jsonb_array_elements_text(error_log) from orchestrator.deletion_jobs"
                + " where job_id = '" + job + "'");
    }
}
