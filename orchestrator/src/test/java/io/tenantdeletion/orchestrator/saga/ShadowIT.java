package io.tenantdeletion.orchestrator.saga;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tenantdeletion.commons.test.TestDatabase;
import io.tenantdeletion.commons.test.TestSettings;
import io.tenantdeletion.commons.test.Tokens;
import io.tenantdeletion.orchestrator.OrchestratorTest;
import io.tenantdeletion.orchestrator.api.Api;
import io.tenantdeletion.orchestrator.audit.Audit;
import io.tenantdeletion.orchestrator.fake.FakeTenant;
import io.tenantdeletion.orchestrator.fake.Reply;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A platform that only rehearses. */
@QuarkusTest
@WithTestResource(ShadowIT.Shadow.class)
class ShadowIT extends OrchestratorTest {

    static final String FINDINGS = """
            [{"severity": "error", "code": "unmarked-table", "table": "invoices", "detail": "nobody answers for it",
              "remedy": "mark it"}]""";

    private final FakeTenant tenant = platform.tenant();

    /** The whole platform. */
    public static class Shadow extends TestSettings {

        @Override
        public Map<String, String> start() {
            return Map.of("deletion.mode", "shadow");
        }
    }

    @Test
    void aJobSaysWhatItWouldDeleteAndEndsWithoutDoingIt() {
        Api.run(tenant)
                .then()
                .body("status", equalTo("cancelled"))
                .body("mode", equalTo("shadow"))
                .body("phases.keySet()", contains("prepare"))
                .body("phases.prepare.status", equalTo("completed"))
                .body("phases.prepare.shadow", hasSize(13))
                .body("service_results.pos.preview.things", equalTo(3))
                .body("service_results.pos.deleted_counts", anEmptyMap())
                .body("expected_items", equalTo(39))
                .body("total_items_deleted", equalTo(0))
                .body("services_failed", equalTo(0))
                .body(
                        "error_log",
                        contains(
                                endsWith("shadow: nothing was deleted; it would have deleted 39 rows of 13 services")));

        nothingHasHappenedTo(tenant);
    }

    @Test
    void everyServiceIsShownAsInShadow() {
        Api.as(Tokens.platformAdmin()).get("/api/v1/services").then().body("mode", everyItem(equalTo("shadow")));
    }

    @Test
    void aJobSaysWhatWouldRefuse() {
        platform.onPreview("pos", tenant, Reply.preview(7).findings(FINDINGS));

        Api.run(tenant)
                .then()
                .body("status", equalTo("cancelled"))
                .body("services_failed", equalTo(1))
                .body("phases.prepare.status", equalTo("failed"))
                .body("phases.prepare.services.pos.errors", hasItem(containsString("unmarked-table")))
                .body("phases.prepare.services.pos.preview.things", equalTo(7))
                .body(
                        "error_log",
                        contains(endsWith("would have deleted 43 rows of 13 services, and is refused by pos")));

        nothingHasHappenedTo(tenant);
    }

    @Test
    void theAuditLogSaysThatItWasARehearsal() {
        Api.run(tenant);

        Awaitility.await()
                .untilAsserted(() -> assertThat(Audit.actions("subject=" + tenant.id()))
                        .contains("deletion.requested", "deletion.started", "deletion.cancelled"));
        assertThat(Audit.lines("subject=" + tenant.id())
                        .<Object>getList("items.findAll { it.action.startsWith('deletion.') }.detail.mode"))
                .hasSize(3)
                .containsOnly("shadow");
    }

    @Test
    void theSameRequestMayBeMadeAgain() {
        String first = Api.run(tenant).path("job_id");
        String second = Api.run(tenant).path("job_id");

        assertThat(second).isNotEqualTo(first);
    }

    @Test
    void aUserStaysWithAccountAndTenants() {
        UUID user = platform.user();
        platform.users().owns(user, tenant.id());

        Api.deleteUser(user)
                .then()
                .body("status", equalTo("cancelled"))
                .body("mode", equalTo("shadow"))
                .body("phases.keySet()", contains("prepare"));

        nothingHasHappenedTo(tenant);
        assertThat(platform.accounts().has(user)).isTrue();
        assertThat(events(user)).isEmpty();
    }

    @Test
    void aJobThatWouldDeleteDoesNotRun() {
        // Given
        platform.onPreview("pos", tenant, Reply.status(503));
        String job = Api.post(tenant, Api.service()).path("job_id");
        Awaitility.await().until(() -> "unavailable".equals(Api.job(job).path("waiting_for")));
        TestDatabase.execute("update orchestrator.deletion_jobs set shadow = false where job_id = '" + job + "'");

        // When it is tried again by itself
        Api.awaitStatus(job, "failed");

        // Then
        Api.job(job)
                .then()
                .body("mode", nullValue())
                .body("waiting_for", equalTo("refused"))
                .body("waiting_detail", containsString("deletion.mode is shadow"));
        assertThat(platform.purges(tenant)).isEmpty();
    }

    private void nothingHasHappenedTo(FakeTenant one) {
        assertThat(platform.purges(one)).isEmpty();
        assertThat(platform.checks().calls(one.id())).isEmpty();
        assertThat(platform.suspensions(one)).isEmpty();
        assertThat(events(one.id())).isEmpty();
        assertThat(TestDatabase.query("select job_id from orchestrator.erasures where subject_id = '" + one.id() + "'"))
                .isEmpty();
    }

    private static List<String> events(UUID subject) {
        return TestDatabase.query("select type from orchestrator.outbox where subject = '" + subject + "'");
    }
}
