package io.tenantdeletion.orchestrator.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.tenantdeletion.commons.test.TestDatabase;
import io.tenantdeletion.embedded.BakeryRealm;
import io.tenantdeletion.orchestrator.KeycloakTest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every page is rendered, and says what is wrong in words. */
@QuarkusTest
class ConsolePagesIT extends KeycloakTest {

    private ConsoleSession admin;

    @BeforeEach
    void login() {
        admin = ConsoleSession.of(RestAssured.port, BakeryRealm.ADMIN);
    }

    @Test
    void everyPageIsThere() {
        for (String page : List.of(
                "overview",
                "jobs",
                "jobs?status=failed&page=1",
                "approvals",
                "delete-user",
                "webhooks",
                "limits",
                "audit",
                "audit?action=deletion.completed&from=2026-01-01",
                "audit/verification",
                "account")) {
            assertThat(admin.get("/console/" + page).statusCode()).as(page).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jobs tenant_name status created_at completed_at",
                "approvals tenant_name created_at approval_until",
                "audit seq actor action subject",
                "services service reachable breaker findings checked_at",
                "webhooks url enabled created_at"
            })
    void aListIsOrderedByItsColumns(String list) {
        // Given
        String[] words = list.split(" ");
        String path = "/console/" + words[0];
        for (String column : Arrays.copyOfRange(words, 1, words.length)) {
            // When, Then: a column's title leads to the list by it, the same title then to the other way round
            for (String[] order : List.of(
                    new String[] {column, "ascending", "-" + column},
                    new String[] {"-" + column, "descending", column})) {
                Response page = admin.get(path + "?page=1&sort=" + order[0]);
                assertThat(page.statusCode()).as(order[0]).isEqualTo(200);
                assertThat(sorted(page.asString())).isIn(List.of(), List.of(order[1] + " " + order[2]));
            }
        }
        assertThat(admin.get(path + "?sort=odd").statusCode()).isEqualTo(400);
    }

    /** How the table says it is ordered, and where the title of that column leads; empty where it has no rows. */
    private static List<String> sorted(String page) {
        return Pattern.compile("aria-sort=\"(\\w+)\"><a href=\"[^\"]+sort=([\\w-]+)\"")
                .matcher(page)
                .results()
                .map(found -> found.group(1) + " " + found.group(2))
                .toList();
    }

    @Test
    void peopleAreShownByTheirNames() {
        // Given
        admin.post("/console/limits", Map.of("paused", "true", "reason", "names"));
        admin.post("/console/limits", Map.of("paused", "false"));
        String id = BakeryRealm.ADMIN.id().toString();

        // When
        String limits = admin.get("/console/limits").asString();
        String audit = admin.get("/console/audit?actor=" + id).asString();

        // Then
        assertThat(limits).contains("Set by admin,");
        assertThat(audit).contains("<span title=\"" + id + "\" data-id=\"" + id + "\">admin</span>");
    }

    @Test
    void whatTheLayoutLoadsIsThere() {
        String page = admin.get("/console/overview").asString();
        for (String file : List.of(
                "/webjars/htmx.org/2.0.10/dist/htmx.min.js",
                "/console-assets/console.js",
                "/console-assets/console.css")) {
            assertThat(page).contains('"' + file + '"');
            RestAssured.get(file).then().statusCode(200);
        }
    }

    @Test
    void problemIsAPageAndForAScriptAMessage() {
        // When
        Response page = admin.get("/console/jobs/" + UUID.randomUUID());
        Response message = admin.post(
                "/console/jobs/" + UUID.randomUUID() + "/retry",
                Map.of(),
                Map.of("Sec-Fetch-Site", "same-origin", "HX-Request", "true"));

        // Then
        assertThat(page.statusCode()).isEqualTo(404);
        assertThat(page.contentType()).startsWith("text/html");
        assertThat(page.asString()).contains("There is no such job.", "<nav");
        assertThat(message.header("HX-Retarget")).isEqualTo("#message");
        assertThat(message.asString()).contains("There is no such job.").doesNotContain("<nav");
    }

    @Test
    void theButtonThatUndoesSaysWhereThatCannotBe() {
        // Given
        UUID job = UUID.randomUUID();
        TestDatabase.execute("""
                with job as (
                  insert into orchestrator.deletion_jobs (job_id, tenant_id, status, created_at, started_at, completed_at,
                    restore_log, restore_until)
                  values ('%s', gen_random_uuid(), 'completed', now(), now(), now(), 'kept', now() + interval '1 day')
                  returning job_id)
                insert into orchestrator.deletion_steps (job_id, phase, service, status, position, attempts, deleted_counts)
                select job_id, 'purge', 'pos', 'completed', 1, 1, '{"things": 3}' from job
                """.formatted(job));
        assertThat(admin.get("/console/jobs/" + job).asString())
                .contains("It can be undone until", "/console/jobs/" + job + "/restore");

        // When: nobody has its key
        Response refused = admin.post("/console/jobs/" + job + "/restore", Map.of("reason", "a mistake"));

        // Then
        assertThat(refused.statusCode()).isEqualTo(410);
        assertThat(refused.asString()).contains("the key of its restore logs is destroyed");
        assertThat(admin.get("/console/jobs/" + job).asString()).contains("completed", "It can be undone until");
    }

    @Test
    void stopSwitchIsTheApis() {
        // When
        Response stopped = admin.post("/console/limits", Map.of("paused", "true", "reason", "a <b>test</b>"));

        // Then
        assertThat(stopped.statusCode()).isEqualTo(303);
        assertThat(admin.get("/console/limits").asString())
                .contains("All deletions are stopped.", "a &lt;b&gt;test&lt;/b&gt;");

        // When
        admin.post("/console/limits", Map.of("paused", "false"));

        // Then
        assertThat(admin.get("/console/limits").asString()).contains("Deletions go on.");
    }

    @Test
    void webhooksAreTheApis() {
        // Given one that calls nobody
        UUID id = UUID.randomUUID();
        TestDatabase.execute(
                "insert into orchestrator.webhooks (id, url, events, enabled, secret, created_at, created_by)"
                        + " values ('" + id
                        + "', 'https://hooks.example.com/<b>', '{tenant.*}', false, 'whsec_AAAA', now(), 'a test')");
        String page = "/console/webhooks/" + id;

        // When, then
        assertThat(admin.get("/console/webhooks").asString())
                .contains("https://hooks.example.com/&lt;b&gt;", "disabled");
        assertThat(admin.get(page).asString())
                .contains("It is disabled", "No delivery like that")
                .doesNotContain("whsec_");
        assertThat(admin.get(page + "?status=dead").statusCode()).isEqualTo(200);
        assertThat(admin.post(page + "/rotate-secret", Map.of()).asString()).contains("shown this once", "whsec_");
        assertThat(admin.get(page).asString()).doesNotContain("whsec_");
        assertThat(admin.post(
                                "/console/webhooks",
                                Map.of("url", "https://localhost/", "events", "tenant.*, user.deleted"))
                        .asString())
                .contains("The address is a name for inside only.");
        assertThat(admin.post("/console/webhooks", Map.of("url", "https://hooks.example.com/", "events", "odd"))
                        .statusCode())
                .isEqualTo(400);
        assertThat(admin.post(page + "/remove", Map.of()).statusCode()).isEqualTo(303);
        assertThat(admin.get(page).statusCode()).isEqualTo(404);
    }

    @Test
    void wrongFiltersAreSaidInWords() {
        assertThat(admin.get("/console/audit?from=yesterday").asString()).contains("from takes a day such as");
        assertThat(admin.get("/console/audit?page=0").statusCode()).isEqualTo(400);
        assertThat(admin.get("/console/jobs?status=odd").statusCode()).isEqualTo(400);
    }

    @Test
    void findingsAreShownAndResolvedAndErasuresReplayed() {
        // Given
        UUID subject = UUID.randomUUID();
        TestDatabase.execute("insert into orchestrator.erasure_findings (finding_id, service, subject_type, subject_id,"
                + " code, counts, found_at, last_seen_at, reported_by) values ('" + subject + "', 'pos', 'tenant', '"
                + subject + "', 'late_rows', '{\"<b>things\": 3}', now(), now(), 'service:pos')");

        // When
        Response replay = admin.post("/console/services/replay-erasures", Map.of("service", "pos", "since", ""));
        String services = admin.get("/console/services").asString();

        // Then
        assertThat(replay.statusCode()).isEqualTo(303);
        assertThat(services).contains("Findings about erased", "&lt;b&gt;things: 3 rows", "subjects, ");
        assertThat(admin.get("/console/overview").asString()).contains("/console/services#findings");

        // When
        admin.post("/console/services/findings/" + subject + "/resolve", Map.of("reason", "a test"));

        // Then
        assertThat(admin.get("/console/services").asString()).doesNotContain("&lt;b&gt;things");
    }
}
