package io.tenantdeletion.commons.lab;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.tenantdeletion.commons.test.PlatformTestResource;
import io.tenantdeletion.commons.test.Tokens;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A service without a trail of its own sends what it refuses to the orchestrator's audit log. */
@QuarkusTest
@QuarkusTestResource(
        value = PlatformTestResource.class,
        initArgs = @ResourceArg(name = "script", value = "lab.sql"),
        restrictToAnnotatedClass = true)
@QuarkusTestResource(value = AuditAddress.class, restrictToAnnotatedClass = true)
class LabRefusalTrailIT extends LabTest {

    private static final String FENCE = DATA + "/deletion-fence";
    private static final List<String> BODIES = new CopyOnWriteArrayList<>();
    private static final List<String> TOKENS = new CopyOnWriteArrayList<>();
    private static volatile UUID refused;
    private static HttpServer server;

    @BeforeAll
    static void listen() throws IOException {
        int port = Integer.getInteger(AuditAddress.PORT);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 10);
        server.createContext("/api/v1/audit", LabRefusalTrailIT::take);
        server.start();
    }

    @AfterAll
    static void close() {
        server.stop(0);
    }

    @Test
    void refusalsReachTheAuditLog() {
        UUID user = UUID.randomUUID();

        given().auth().oauth2(Tokens.user(user)).delete(DATA, tenant).then().statusCode(403);
        given().auth().oauth2(Tokens.expired()).delete(DATA, tenant).then().statusCode(401);

        Awaitility.await().until(() -> eventsAboutTenant().size() >= 2);
        assertThat(eventsAboutTenant())
                .extracting(event -> event.get("actor"))
                .containsExactlyInAnyOrder(user.toString(), "anonymous");
        assertThat(eventsAboutTenant().get(0))
                .containsEntry("action", "request.refused")
                .containsEntry("outcome", "refused")
                .containsEntry("reason", "forbidden")
                .containsEntry("subject", tenant.toString())
                .containsEntry(
                        "detail",
                        Map.of("method", "DELETE", "path", "/api/v1/{service}/tenant/{tenant_id}", "status", 403));
        assertThat(TOKENS).allSatisfy(token -> assertThat(token).startsWith("Bearer "));
    }

    @Test
    void soDoesTheFenceThatAPlatformAdminLifts() {
        UUID admin = UUID.randomUUID();
        given().auth().oauth2(Tokens.service()).post(FENCE, tenant).then().statusCode(200);
        given().auth()
                .oauth2(Tokens.platformAdmin(admin))
                .delete(FENCE, tenant)
                .then()
                .statusCode(204);
        // There is none any more.
        given().auth()
                .oauth2(Tokens.platformAdmin(admin))
                .delete(FENCE, tenant)
                .then()
                .statusCode(204);

        Awaitility.await().until(() -> !eventsAboutTenant().isEmpty());
        assertThat(eventsAboutTenant())
                .singleElement()
                .satisfies(event -> assertThat(event)
                        .containsEntry("action", "deletion.fence_lifted")
                        .containsEntry("actor", admin.toString())
                        .containsEntry("outcome", "done")
                        .containsEntry("detail", Map.of("service", "laboratory", "kind", "tenant")));
    }

    @Test
    void whatTheAuditLogDoesNotTakeHoldsUpNoOtherRefusal() {
        UUID user = UUID.randomUUID();
        refused = UUID.randomUUID();
        given().auth().oauth2(Tokens.user(refused)).delete(DATA, tenant).then().statusCode(403);
        for (String odd : List.of("a".repeat(4000), "%00")) {
            given().urlEncodingEnabled(false)
                    .delete("/api/v1/lab/tenant/x%2F" + odd)
                    .then()
                    .statusCode(401);
        }

        given().auth().oauth2(Tokens.user(user)).delete(DATA, tenant).then().statusCode(403);

        Awaitility.await().until(() -> actors().contains(user.toString()));
        assertThat(actors()).doesNotContain(refused.toString());
        assertThat(BODIES.toString()).doesNotContain("aaaa").doesNotContain("u0000");
        Awaitility.await()
                .until(() ->
                        events().stream().anyMatch(event -> event.get("action").equals("refusals.dropped")));
    }

    private List<Map<String, Object>> eventsAboutTenant() {
        return events().stream()
                .filter(event -> tenant.toString().equals(event.get("subject")))
                .toList();
    }

    private static List<Object> actors() {
        return events().stream().map(event -> event.get("actor")).toList();
    }

    private static List<Map<String, Object>> events() {
        List<Map<String, Object>> events = new ArrayList<>();
        BODIES.forEach(body -> events.addAll(JsonPath.from(body).getList("events")));
        return events;
    }

    private static void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            if (refused != null && body.contains(refused.toString())) {
                exchange.sendResponseHeaders(400, -1);
                return;
            }
            BODIES.add(body);
            TOKENS.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            exchange.sendResponseHeaders(204, -1);
        }
    }
}
