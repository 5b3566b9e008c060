package io.tenantdeletion.quickstart;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.tenantdeletion.embedded.BakeryRealm;
import io.tenantdeletion.embedded.BakeryRealm.DemoUser;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/** The public calls of the platform, made as any client makes them. */
public final class PlatformApi {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int NOT_FOUND = 404;

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final String tokenEndpoint;
    private final String orchestrator;
    private final String tenants;

    public PlatformApi(String tokenEndpoint, String orchestrator, String tenants) {
        this.tokenEndpoint = tokenEndpoint;
        this.orchestrator = orchestrator;
        this.tenants = tenants;
    }

    /** A token of this person, from Keycloak. */
    public String token(DemoUser user) {
        return token(
                "grant_type=password&client_id=" + BakeryRealm.PUBLIC_CLIENT_ID + "&username=" + user.username()
                        + "&password=" + user.password(),
                "log " + user.username() + " in");
    }

    /** A token of the platform's services. */
    public String serviceToken() {
        return token(
                "grant_type=client_credentials&client_id=" + BakeryRealm.SERVICE_CLIENT_ID + "&client_secret="
                        + BakeryRealm.SERVICE_CLIENT_SECRET,
                "get a service's token");
    }

    private String token(String form, String purpose) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(tokenEndpoint))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .timeout(Duration.ofSeconds(30))
                .build();
        return send(request, purpose).path("access_token").asText();
    }

    /** What a deletion of the tenant would remove. */
    public JsonNode preview(DemoTenant tenant, String token) {
        return send(
                to(orchestrator + "/api/v1/deletion-preview/tenant/" + tenant.id(), token)
                        .GET()
                        .build(),
                "preview the deletion of " + tenant.title());
    }

    /** Asks for the deletion; the answer is the job as it is then. */
    public JsonNode delete(DemoTenant tenant, String token) {
        return send(deletion(tenant, token).build(), "delete " + tenant.title());
    }

    /** Asks for the deletion and waits for its end, up to a minute; the answer is the job as it is then. */
    public JsonNode deleteAndWait(DemoTenant tenant, String token) {
        return send(deletion(tenant, token).header("Prefer", "wait=60").build(), "delete " + tenant.title());
    }

    private HttpRequest.Builder deletion(DemoTenant tenant, String token) {
        return to(tenants + "/api/v1/tenants/" + tenant.id() + "?confirm=" + tenant.titleInUrl(), token)
                .DELETE();
    }

    /** Sends JSON to any address of the platform. */
    JsonNode post(String uri, JsonNode body, String token) {
        return send(
                to(uri, token)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                        .build(),
                "post to " + uri);
    }

    /** What the deletion of one's own account would do. */
    public JsonNode userPreview(DemoUser user, String token) {
        return send(
                to(orchestrator + "/api/v1/auth/users/" + user.id() + "/deletion-preview", token)
                        .GET()
                        .build(),
                "preview the deletion of " + user.username());
    }

    /** Deletes one's own account and waits for the end of the job, up to a minute; the answer is the job then. */
    public JsonNode deleteOwnAccount(String token) {
        return send(
                to(orchestrator + "/api/v1/auth/me/account", token)
                        .header("Prefer", "wait=60")
                        .DELETE()
                        .build(),
                "delete an account");
    }

    /** Has an address told of events; the answer has the secret that signs. */
    public JsonNode registerWebhook(String url, String token) {
        String body = JSON.createObjectNode()
                .put("url", url)
                .put("description", "the quickstart itself")
                .set("events", JSON.createArrayNode().add("*"))
                .toString();
        return send(
                to(orchestrator + "/api/v1/webhooks", token)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                "register a webhook");
    }

    /** Whether the audit log is whole. */
    public JsonNode auditVerification(String token) {
        return send(to(orchestrator + "/api/v1/audit/verification", token).GET().build(), "verify the audit log");
    }

    /** Whether Keycloak lets this person log in. */
    public boolean canLogIn(DemoUser user) {
        try {
            return !token(user).isEmpty();
        } catch (QuickstartException refused) {
            return false;
        }
    }

    /** The job as it is now. */
    public JsonNode job(String id, String token) {
        return send(
                to(orchestrator + "/api/v1/deletion-jobs/" + id, token).GET().build(), "follow the job");
    }

    /** Undoes a completed deletion; the answer is the job as it is then. */
    public JsonNode restore(String id, String token) {
        return post(orchestrator + "/api/v1/deletion-jobs/" + id + "/restore", JSON.createObjectNode(), token);
    }

    /** The certificate of a job and the keys that may have signed it; nothing where it is not issued yet. */
    Optional<Certificate> certificate(String id, String token) {
        HttpRequest request = to(orchestrator + "/api/v1/deletion-jobs/" + id + "/certificate", token)
                .setHeader("Accept", "application/jose, application/problem+json")
                .build();
        String keys = orchestrator + "/api/v1/certificates/keys";
        HttpResponse<String> answer = answer(request, "fetch a certificate");
        return answer.statusCode() == NOT_FOUND
                ? Optional.empty()
                : Optional.of(new Certificate(
                        checked(answer, request, "fetch a certificate").body(),
                        send(to(keys, token).build(), "fetch the keys of certificates")));
    }

    /** The job as it goes; where that cannot be had, it has ended at once. */
    JobFeed watch(String id, String token) {
        JobFeed feed = new JobFeed(PlatformApi::json);
        client.newWebSocketBuilder()
                .header("Authorization", "Bearer " + token)
                .connectTimeout(Duration.ofSeconds(10))
                .buildAsync(
                        URI.create(
                                orchestrator.replaceFirst("^http", "ws") + "/api/v1/deletion-jobs/" + id + "/progress"),
                        feed)
                .whenComplete((socket, failure) -> {
                    if (failure != null) {
                        feed.end();
                    }
                });
        return feed;
    }

    private static HttpRequest.Builder to(String uri, String token) {
        return HttpRequest.newBuilder(URI.create(uri))
                .header("Authorization", "Bearer " + token)
                .header("Accept", "application/json")
                .timeout(Duration.ofMinutes(2));
    }

    private JsonNode send(HttpRequest request, String purpose) {
        try {
            return JSON.readTree(
                    checked(answer(request, purpose), request, purpose).body());
        } catch (JsonProcessingException e) {
            throw new QuickstartException("Could not " + purpose + ": " + request.uri() + " answered no JSON.", e);
        }
    }

    private static HttpResponse<String> checked(HttpResponse<String> response, HttpRequest request, String purpose) {
        if (response.statusCode() / 100 != 2) {
            throw new QuickstartException("Could not " + purpose + ": " + request.method() + " " + request.uri()
                    + " answered " + response.statusCode() + reason(response.body()));
        }
        return response;
    }

    private HttpResponse<String> answer(HttpRequest request, String purpose) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new QuickstartException(
                    "Could not " + purpose + ": " + request.method() + " " + request.uri() + " failed: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Lifeline.Interrupted();
        }
    }

    private static String reason(String body) {
        JsonNode problem = json(body);
        String title = problem.path("title").asText();
        String detail = problem.path("detail").asText();
        if (title.isEmpty() && detail.isEmpty()) {
            return body.isBlank() ? "" : ": " + body.substring(0, Math.min(500, body.length()));
        }
        return ": " + title + (detail.isEmpty() ? "" : ". " + detail);
    }

    private static JsonNode json(String body) {
        try {
            return JSON.readTree(body);
        } catch (IOException expected) {
            return MissingNode.getInstance();
        }
    }
}
