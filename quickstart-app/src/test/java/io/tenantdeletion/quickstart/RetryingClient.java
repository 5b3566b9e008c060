package io.tenantdeletion.quickstart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tenantdeletion.embedded.BakeryRealm;
import io.tenantdeletion.embedded.BakeryRealm.DemoUser;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A caller who asks again while nobody answers and logs in again when that is said to be needed, as a good client does;
 * every other answer is final.
 */
final class RetryingClient {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int PAGE = 100;

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private final Map<DemoUser, String> tokens = new ConcurrentHashMap<>();
    private final Platform platform;
    private final PlatformApi api;

    RetryingClient(Platform platform) {
        this.platform = platform;
        this.api = new PlatformApi(
                platform.keycloak().tokenEndpoint(),
                platform.orchestrator().url(),
                platform.tenant().url());
    }

    /** An answer; the body is missing where it was none of JSON. */
    record Answer(int status, JsonNode body) {

        boolean isGood() {
            return status / 100 == 2;
        }

        /** The id of the job it is about. */
        String job() {
            return body.path("job_id").asText();
        }
    }

    /** Asks for the deletion of a tenant. */
    Answer deleteTenant(UUID tenant, Duration retention) {
        return orchestrator(
                "POST",
                "/api/v1/deletion-jobs",
                "{\"tenant_id\": \"%s\", \"retention\": \"%s\"}".formatted(tenant, retention),
                tenant.toString());
    }

    /** Asks for the deletion of a tenant at once, to be rolled back where it fails for good. */
    Answer deleteTenantOrRollBack(UUID tenant) {
        return orchestrator(
                "POST",
                "/api/v1/deletion-jobs",
                "{\"tenant_id\": \"%s\", \"retention\": \"PT0S\", \"on_failure\": \"rollback\"}".formatted(tenant),
                tenant.toString());
    }

    /** Asks for the deletion of a tenant at once, whether the tenant service knows it or not. */
    Answer deleteForced(UUID tenant) {
        return orchestrator(
                "POST",
                "/api/v1/deletion-jobs",
                "{\"tenant_id\": \"%s\", \"retention\": \"PT0S\", \"force\": true, \"reason\": \"job is lost\"}"
                        .formatted(tenant),
                null);
    }

    /** Asks the tenant service for the same as {@link #deleteTenant}. */
    Answer deleteTenantByName(UUID tenant, String name, Duration retention) {
        String url =
                platform.tenant().url() + "/api/v1/tenants/" + tenant + "?confirm=" + name + "&retention=" + retention;
        return send("DELETE", url, BakeryRealm.ADMIN, "", tenant.toString());
    }

    /** Asks for the deletion of a user. */
    Answer deleteUser(UUID user) {
        return orchestrator("DELETE", "/api/v1/auth/users/" + user + "?retention=PT0S", "", user.toString());
    }

    /** Has an owner take the deletion of a tenant back. */
    Answer restoreTenant(UUID tenant, DemoUser owner) {
        String url = platform.tenant().url() + "/api/v1/tenants/" + tenant + "/restore";
        return send("POST", url, owner, "", null);
    }

    Answer decide(String job, String decision) {
        return orchestrator("POST", "/api/v1/deletion-jobs/" + job + "/" + decision, "", null);
    }

    Answer job(String id) {
        return orchestrator("GET", "/api/v1/deletion-jobs/" + id, "", null);
    }

    Answer userPreview(UUID user) {
        return orchestrator("GET", "/api/v1/auth/users/" + user + "/deletion-preview", "", null);
    }

    Answer auditVerification() {
        return orchestrator("GET", "/api/v1/audit/verification", "", null);
    }

    /** All jobs there are. */
    List<JsonNode> jobs() {
        List<JsonNode> jobs = new ArrayList<>();
        for (int page = 1; ; page++) {
            JsonNode body = orchestrator("GET", "/api/v1/deletion-jobs?page_size=" + PAGE + "&page=" + page, "", null)
                    .body();
            body.path("items").forEach(jobs::add);
            if (body.path("items").size() < PAGE) {
                return jobs;
            }
        }
    }

    private Answer orchestrator(String method, String path, String body, String key) {
        return send(method, platform.orchestrator().url() + path, BakeryRealm.ADMIN, body, key);
    }

    private Answer send(String method, String url, DemoUser user, String body, String key) {
        Answer[] last = {null};
        Await.tryUntil(PATIENCE, () -> {
            last[0] = once(method, url, user, body, key);
            return last[0].status() / 100 != 5 && last[0].status() != 401 && last[0].status() != 429;
        });
        return last[0];
    }

    private Answer once(String method, String url, DemoUser user, String body, String key) {
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url))
                    .header("Authorization", "Bearer " + tokens.computeIfAbsent(user, api::token))
                    .header("Content-Type", "application/json")
                    .timeout(Duration.ofSeconds(10))
                    .method(method, HttpRequest.BodyPublishers.ofString(body));
            if (key != null) {
                request.header("Idempotency-Key", key);
            }
            HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() == 401) {
                tokens.remove(user);
            }
            return new Answer(response.statusCode(), JSON.readTree(response.body()));
        } catch (IOException | QuickstartException noAnswer) {
            return new Answer(503, JSON.missingNode());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
