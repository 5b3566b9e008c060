package io.tenantdeletion.orchestrator.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.Cookie;
import io.restassured.response.Response;
import io.tenantdeletion.embedded.BakeryRealm;
import io.tenantdeletion.orchestrator.KeycloakTest;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What keeps others out of a session, with a real identity provider. */
@QuarkusTest
class ConsoleSecurityIT extends KeycloakTest {

    private static final String STOP = "/console/limits";

    @ConfigProperty(name = "issuer")
    String issuer;

    @Test
    void apiGoesOnAnswering401() {
        RestAssured.given()
                .redirects()
                .follow(false)
                .get("/api/v1/deletion-jobs")
                .then()
                .statusCode(401);
    }

    @Test
    void loginUsesTheCodeFlowWithPkce() {
        // When
        Response answer = RestAssured.given().redirects().follow(false).get("/console/overview");

        // Then
        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.header("Location"))
                .contains("response_type=code", "code_challenge_method=S256", "client_id=console")
                .contains("redirect_uri=http%3A%2F%2Flocalhost%3A" + RestAssured.port + "%2Fconsole%2Flogin");
    }

    @Test
    void sessionCookieIsNoScriptsAndNoOtherSites() {
        // Given
        ConsoleSession session = new ConsoleSession(RestAssured.port);
        session.own().put("q_session_console", "planted-before-login");

        // When
        session.login("/console/overview", BakeryRealm.ADMIN);

        // Then: a session that somebody else has planted is not the one after login
        assertThat(session.own()).doesNotContainValue("planted-before-login");
        assertThat(session.get("/console/overview").statusCode()).isEqualTo(200);
    }

    @Test
    void pagesAreInNoFrameAndRunNoForeignScript() {
        // When
        Response page = ConsoleSession.of(RestAssured.port, BakeryRealm.ADMIN).get("/console/overview");

        // Then
        assertThat(page.header("Content-Security-Policy"))
                .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(page.header("X-Frame-Options")).isEqualTo("DENY");
        assertThat(page.asString())
                .doesNotContain("<style", " style=", "javascript:")
                .doesNotContainPattern("<script>");
    }

    @Test
    void formsOfOtherSitesAreRefused() {
        // Given
        ConsoleSession admin = ConsoleSession.of(RestAssured.port, BakeryRealm.ADMIN);
        Map<String, String> form = Map.of("paused", "true", "reason", "forged");

        // When, Then
        List.of(
                        Map.of("Origin", "https://evil.example", "Sec-Fetch-Site", "cross-site"),
                        Map.of("Origin", "https://evil.example"),
                        Map.of("Origin", "null"),
                        Map.of("Sec-Fetch-Site", "same-site"),
                        Map.<String, String>of())
                .forEach(headers -> assertThat(admin.post(STOP, form, headers).statusCode())
                        .as("%s", headers)
                        .isEqualTo(403));
        assertThat(admin.get(STOP).asString()).contains("Deletions go on.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/console?next=//evil.example",
                "/console?redirect_uri=https://evil.example/",
                "/console/login?redirect_uri=%2F%2Fevil.example",
                "/console//evil.example/",
                "/console/..//evil.example/console",
                "/console/..%2f%2fevil.example",
                "/console/%2e%2e/%2f%2fevil.example",
                "/console/\\\\evil.example",
                "/console/..\\..\\\\evil.example",
                "/\\evil.example/console",
                "//evil.example/console",
                "/console/https:evil.example",
                "https://evil.example/console",
                "/console/%0d%0aLocation:%20https://evil.example"
            })
    void loginLeadsNowhereElse(String target) {
        // When
        List<URI> visited = new ConsoleSession(RestAssured.port).loginFrom(target, BakeryRealm.ADMIN);

        // Then: the console and the identity provider, and nobody else
        assertThat(visited)
                .extracting(URI::getAuthority)
                .isSubsetOf("localhost:" + RestAssured.port, URI.create(issuer).getAuthority());
    }

    @Test
    void loginOnBehalfOfAnotherHostIsRefusedByTheIdentityProvider() {
        // When
        Response answer = RestAssured.given()
                .header("Host", "evil.example")
                .redirects()
                .follow(false)
                .get("/console/overview");

        // Then
        assertThat(RestAssured.given()
                        .urlEncodingEnabled(false)
                        .get(answer.header("Location"))
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void pagesAreToldOfChangesByASocketOfTheirOwnSiteOnly() {
        // Given
        ConsoleSession admin = ConsoleSession.of(RestAssured.port, BakeryRealm.ADMIN);
        ConsoleSession person = ConsoleSession.of(RestAssured.port, BakeryRealm.BAKER);
        String own = "http://localhost:" + RestAssured.port;
        Map<String, String> same = Map.of("Origin", own, "Sec-Fetch-Site", "same-origin");

        // When, Then
        assertThat(admin.upgrade("/console/live", same)).isEqualTo(101);
        assertThat(admin.upgrade("/console/live", Map.of("Origin", own))).isEqualTo(101);
        for (String path : List.of("/console/live", "/console/jobs/" + UUID.randomUUID() + "/live")) {
            for (Map<String, String> headers : List.of(
                    Map.of("Origin", "https://evil.example"),
                    Map.of("Origin", "null"),
                    Map.of("Origin", own, "Sec-Fetch-Site", "cross-site"),
                    Map.of("Origin", own, "Sec-Fetch-Site", "same-site"),
                    Map.<String, String>of())) {
                assertThat(admin.upgrade(path, headers))
                        .as("%s %s", path, headers)
                        .isEqualTo(403);
            }
        }
        assertThat(admin.upgrade("/console/jobs/" + UUID.randomUUID() + "/live", same))
                .isEqualTo(404);
        assertThat(person.upgrade("/console/live", same)).isEqualTo(403);
        assertThat(new ConsoleSession(RestAssured.port).upgrade("/console/live", same))
                .isIn(302, 401);
    }

    @Test
    void logoutEndsTheSessionHereAndThere() {
        // Given
        ConsoleSession person = ConsoleSession.of(RestAssured.port, BakeryRealm.MANAGER);

        // When
        Response answer = person.post("/console/logout", Map.of());

        // Then
        URI end = URI.create(answer.header("Location"));
        assertThat(end.getPath()).endsWith("/protocol/openid-connect/logout");
        assertThat(end.getQuery()).contains("id_token_hint=", "post_logout_redirect_uri=");
        assertThat(person.own()).doesNotContainKey("q_session_console");
        assertThat(person.get("/console/tenants").statusCode()).isEqualTo(302);
    }

    @Test
    void scriptIsToldThatTheSessionHasEnded() {
        RestAssured.given()
                .header("HX-Request", "true")
                .header("Origin", "http://localhost:" + RestAssured.port)
                .formParam("paused", "true")
                .post(STOP)
                .then()
                .statusCode(499);
    }

    @Test
    void whatOneMayNotDoIsNeitherShownNorPossible() {
        // Given
        ConsoleSession person = ConsoleSession.of(RestAssured.port, BakeryRealm.BAKER);

        // When, Then
        for (String page : List.of(
                "overview", "jobs", "approvals", "delete-tenant", "delete-user", "services", "limits", "audit")) {
            assertThat(person.get("/console/" + page).statusCode()).as(page).isEqualTo(403);
        }
        assertThat(person.post(STOP, Map.of("paused", "true", "reason", "mine")).statusCode())
                .isEqualTo(403);
        assertThat(person.get("/console/account").asString()).doesNotContain("/console/audit");
    }

    @Test
    void cookiesAreKeptFromScripts() {
        // When
        Response first = RestAssured.given().redirects().follow(false).get("/console/overview");

        // Then
        assertThat(first.getDetailedCookies().asList())
                .isNotEmpty()
                .allMatch(Cookie::isHttpOnly)
                .allMatch(cookie -> "Lax".equalsIgnoreCase(cookie.getSameSite()))
                .allMatch(cookie -> "/console".equals(cookie.getPath()));
    }
}
