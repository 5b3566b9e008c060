package io.tenantdeletion.commons.test;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every application does at its edge, whoever sends what: malformed requests are problems, roles are the realm's,
 * metrics do not grow. Extend it in a {@code @QuarkusTest}.
 */
public abstract class AbstractEdgeTest {

    /** The path of a GET of the application's own that a service may make and that asks the database. */
    protected abstract String path();

    /** A call that nobody but a service or a platform admin may make. */
    protected abstract Response privileged(RequestSpecification caller);

    @Test
    void rolesAreTheRealmsRoles() {
        assertThat(privileged(as(Tokens.service())).statusCode()).isLessThan(400);
        for (String token : Tokens.promotedElsewhere()) {
            assertThat(privileged(as(token)).statusCode()).isEqualTo(403);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Type: json",
                "Content-Type: ;",
                "Content-Type: a/b/c",
                "Content-Type:",
                "Content-Type: application/json; charset",
                "Accept: json",
                "Accept: ;",
                "Accept: a/b/c",
                "Accept: application/json;q=much",
                "Accept: application/json, ;"
            })
    void aMalformedMediaTypeIsAProblem(String header) {
        try (StackTraces traces = new StackTraces()) {
            for (String path : List.of(path(), "/", "/api/v1/nothing", "/q/health/live")) {
                for (String caller : List.of("X-Nobody: 1", "Authorization: Bearer " + Tokens.service())) {
                    RawHttp.Answer answer = RawHttp.get(path, header, caller);
                    assertThat(answer.status()).as(path).isLessThan(500);
                    assertThat(answer.status() == 200 || answer.isProblem())
                            .as("%s: %s", path, answer)
                            .isTrue();
                }
            }
            assertThat(traces.lines()).isEmpty();
        }
    }

    @Test
    void aMalformedRequestIsAProblemOfItsStatus() {
        try (StackTraces traces = new StackTraces()) {
            String api = "/api/v1/nothing";
            for (String target : List.of(
                    "/%",
                    "/%zz",
                    "/a|b",
                    "/a{b",
                    api + "/%4",
                    path() + "?a=%zz",
                    api + "/%ED%A0%80",
                    path() + "?a=%ED%A0%80",
                    path() + "?a=x%C3")) {
                assertIs(400, RawHttp.get(target));
            }
            assertIs(404, RawHttp.get("nothing"));
            assertIs(400, RawHttp.exchange("GET " + api + " HTTP/1.1\r\nConnection: close\r\n\r\n"));
            assertIs(414, RawHttp.get("/" + "a".repeat(20_000)));
            assertIs(414, RawHttp.get(path() + "?a=" + "a".repeat(20_000)));
            assertIs(431, RawHttp.get(path(), "X-Long: " + "a".repeat(30_000)));
            assertIs(413, RawHttp.send("POST " + path() + " HTTP/1.1", "Content-Length: 10000000"));
            assertThat(traces.lines()).isEmpty();
        }
    }

    private static void assertIs(int status, RawHttp.Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        assertThat(answer.isProblem()).as(answer.toString()).isTrue();
    }

    @Test
    void theEntryLeadsToTheDocumentWhichNamesThisServer() {
        String page = given().get("/")
                .then()
                .statusCode(200)
                .contentType("text/html")
                .extract()
                .asString();
        assertThat(page).contains("/q/openapi", "/q/swagger-ui");
        assertThat(given().get("/q/swagger-ui").statusCode()).isEqualTo(200);
        assertThat(given().get("/q/openapi?format=json").jsonPath().<String>getList("servers.url"))
                .containsExactly("/");
    }

    @Test
    void metricsDoNotGrowWithWhatCallersMakeUp() {
        made(1);
        long before = series();

        made(50);

        assertThat(series() - before).isLessThanOrEqualTo(2);
        assertThat(given().get("/q/metrics").asString()).contains("uri=\"/unmatched\"");
    }

    private void made(int times) {
        for (int i = 0; i < times; i++) {
            String name = UUID.randomUUID().toString();
            RawHttp.get("/" + name);
            RawHttp.get("/api/v1/" + name + "?" + name, "Authorization: Bearer " + name);
            RawHttp.get("/api/" + name, "Content-Type: " + name);
            RawHttp.get("/%71/" + name);
            RawHttp.send(name.replaceAll("[^a-f]", "").toUpperCase() + " /api/v1/" + name + " HTTP/1.1");
            RawHttp.exchange("GET /" + name + " HTTP/1.1\r\nConnection: close\r\n\r\n");
        }
    }

    private static long series() {
        return given().get("/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith("http_server_requests_seconds_count"))
                .count();
    }

    static RequestSpecification as(String token) {
        return given().auth().oauth2(token);
    }
}
