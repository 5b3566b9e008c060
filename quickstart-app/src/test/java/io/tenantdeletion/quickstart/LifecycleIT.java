package io.tenantdeletion.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tenantdeletion.embedded.BakeryRealm;
import io.tenantdeletion.embedded.Loopback;
import io.tenantdeletion.embedded.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Waiting and running jobs outlive every process: real ones, killed between two calls. */
class LifecycleIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private static Platform platform;
    private static PlatformApi api;

    @BeforeAll
    static void start() {
        platform = SharedPlatform.get().platform();
        api = new PlatformApi(
                platform.keycloak().tokenEndpoint(),
                platform.orchestrator().url(),
                platform.tenant().url());
        DemoData data = new DemoData(platform.postgres());
        LeaverData leaver = new LeaverData(platform.postgres(), data);
        data.fill(DemoTenant.SMALL, 80);
        data.fill(DemoTenant.MEDIUM, 400);
        leaver.fillStaying(80);
        leaver.fill(80);
    }

    @AfterAll
    static void stop() {
        SharedPlatform.close();
    }

    @Test
    void everyApplicationShowsItsApi() {
        for (Application each : List.of(platform.orchestrator(), platform.tenant(), platform.domainServices())) {
            HttpResponse<String> page = call("GET", each.url() + "/q/swagger-ui/", "nobody", "");
            assertThat(page.statusCode()).as(each.url()).isEqualTo(200);
        }
    }

    @Test
    @Tag("long")
    void whatWaitsCanBeTakenBackAfterEveryProcessHasDied() {
        Fingerprint before = others();
        String tenantsBefore = tenants();
        String owner = api.token(BakeryRealm.OWNER);

        HttpResponse<String> asked =
                call("DELETE", tenant(DemoTenant.MEDIUM) + "?confirm=" + DemoTenant.MEDIUM.titleInUrl(), owner, "");
        assertThat(asked.statusCode()).as(asked.body()).isEqualTo(202);
        String job = json(asked).path("job_id").asText();
        kill(platform.orchestrator().process());
        kill(platform.tenant().process());
        CompletableFuture.allOf(
                        CompletableFuture.runAsync(() -> platform.restart("orchestrator")),
                        CompletableFuture.runAsync(() -> platform.restart("tenant")))
                .join();

        assertThat(job(job).path("waiting_for").asText()).isEqualTo("retention");
        JsonNode held = json(call("GET", tenant(DemoTenant.MEDIUM), owner, ""));
        assertThat(held.path("status").asText()).isEqualTo("inactive");
        assertThat(held.path("deletion_due_at").asText())
                .isEqualTo(job(job).path("due_at").asText());

        HttpResponse<String> restored = call("POST", tenant(DemoTenant.MEDIUM) + "/restore", owner, "");
        assertThat(restored.statusCode()).as(restored.body()).isEqualTo(200);
        assertThat(job(job).path("status").asText()).isEqualTo("cancelled");
        assertThat(others().differencesFrom(before)).isEmpty();
        assertThat(tenants()).isEqualTo(tenantsBefore);
    }

    @Test
    @Tag("long")
    void whatComesDueWhileNobodyRunsBeginsOnceWhenSomebodyDoes() {
        HttpResponse<String> asked = call(
                "POST",
                platform.orchestrator().url() + "/api/v1/deletion-jobs",
                api.token(BakeryRealm.ADMIN),
                "{\"tenant_id\": \"" + DemoTenant.SMALL.id() + "\", \"retention\": \"PT5S\"}");
        assertThat(asked.statusCode()).as(asked.body()).isEqualTo(202);
        kill(platform.orchestrator().process());
        Instant due = Instant.parse(json(asked).path("due_at").asText());
        await(() -> Instant.now().isAfter(due));

        CompletableFuture<Application> replica =
                CompletableFuture.supplyAsync(() -> platform.startOrchestrator(Loopback.freePort()));
        platform.restart("orchestrator");
        replica.join();

        String id = json(asked).path("job_id").asText();
        await(() -> job(id).path("status").asText().equals("completed"));
        job(id).path("service_results")
                .forEach(step -> assertThat(step.path("attempts").asInt()).isEqualTo(1));
        assertThat(lines("job_id=" + id + "&action=deletion.started")).isEqualTo(1);
        JsonNode outside = job(id).path("phases").path("external_data").path("services");
        assertThat(outside.size()).isEqualTo(1);
        assertThat(lines("job_id=" + id + "&action=step.completed"))
                .isEqualTo(job(id).path("service_results").size() + outside.size());
        kill(replica.join().process());
    }

    @Test
    void aUsersDeletionGoesOnAfterItsOrchestratorDied() {
        HttpResponse<String> asked = call(
                "DELETE",
                platform.orchestrator().url() + "/api/v1/auth/users/" + BakeryRealm.LEAVER.id() + "?retention=PT2S",
                api.token(BakeryRealm.ADMIN),
                "");
        assertThat(asked.statusCode()).as(asked.body()).isEqualTo(202);
        kill(platform.orchestrator().process());
        platform.restart("orchestrator");

        String id = json(asked).path("job_id").asText();
        await(() -> job(id).path("status").asText().equals("completed"));
        assertThat(api.canLogIn(BakeryRealm.LEAVER)).isFalse();
        assertThat(call("GET", tenant(DemoTenant.LEAVING), api.token(BakeryRealm.ADMIN), "")
                        .statusCode())
                .isEqualTo(404);
        assertThat(json(call("GET", tenant(DemoTenant.STAYING), api.token(BakeryRealm.ADMIN), ""))
                        .path("owner_id")
                        .asText())
                .isEqualTo(BakeryRealm.SUCCESSOR.id().toString());
        assertThat(api.auditVerification(api.token(BakeryRealm.ADMIN))
                        .path("valid")
                        .asBoolean())
                .isTrue();
    }

    @Test
    @Tag("long")
    void deletionsThatComeDueAreMadeOnceWhicheverProcessLooks() {
        Application replica = platform.startDomainServices(Loopback.freePort());
        String companies = platform.domainServices().url() + "/api/v1/companies";
        String moderator = api.token(BakeryRealm.MODERATOR);
        Instant due = Instant.now().plusSeconds(15);
        for (int n = 0; n < 20; n++) {
            HttpResponse<String> made = call("POST", companies, moderator, "{\"name\": \"Due " + n + "\"}");
            String one = companies + "/" + json(made).path("entity_id").asText();
            assertThat(call("DELETE", one + "?effective_at=" + due, moderator, "")
                            .statusCode())
                    .isEqualTo(202);
        }
        assertThat(Instant.now()).isBefore(due);

        await(() -> json(call("GET", companies + "?q=Due", moderator, ""))
                        .path("total")
                        .asInt()
                == 0);
        await(() -> applied("delete") == 20);
        kill(replica.process());
        assertThat(applied("delete")).isEqualTo(20);
    }

    /** Lines of the audit log about changes of the catalogue, of this kind. */
    private static long applied(String type) {
        String url = platform.orchestrator().url() + "/api/v1/audit?action=submission.applied&page_size=500";
        return json(call("GET", url, api.token(BakeryRealm.ADMIN), "")).path("items").findValues("detail").stream()
                .filter(detail -> detail.path("type").asText().equals(type))
                .count();
    }

    private static String tenant(DemoTenant tenant) {
        return platform.tenant().url() + "/api/v1/tenants/" + tenant.id();
    }

    private static JsonNode job(String id) {
        return api.job(id, api.token(BakeryRealm.ADMIN));
    }

    private static long lines(String filter) {
        String url = platform.orchestrator().url() + "/api/v1/audit?" + filter;
        return json(call("GET", url, api.token(BakeryRealm.ADMIN), ""))
                .path("total")
                .asLong();
    }

    /** Every tenant as it is, but for the number of the last decision about its suspension, which only grows. */
    private static String tenants() {
        return DataSnapshot.text(
                platform.postgres(),
                "select string_agg((to_jsonb(t) - 'suspension_token')::text, E'\\n' order by id) from tenant.tenants t");
    }

    /** Everything else of the tenant service but what is on its way elsewhere. */
    private static Fingerprint others() {
        return Fingerprint.of(() -> platform.postgres().connect(Platform.TENANT_DATABASE))
                .without("tenant.outbox")
                .without("tenant.delivery")
                .without("tenant.delivery_lane")
                .without("tenant.delivery_sink")
                .without("tenant.audit_outbox")
                .without("tenant.tenants");
    }

    private static HttpResponse<String> call(String method, String url, String token, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static JsonNode json(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static void kill(ServerProcess process) {
        ProcessHandle handle = ProcessHandle.of(process.pid()).orElseThrow();
        handle.destroyForcibly();
        handle.onExit().join();
    }

    private static void await(BooleanSupplier condition) {
        Await.until("what the test waits for", PATIENCE, condition);
    }
}
