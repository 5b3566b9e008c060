package io.tenantdeletion.tenant.lifecycle;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.tenantdeletion.commons.test.PlatformTestResource;
import io.tenantdeletion.commons.test.Tokens;
import io.tenantdeletion.tenant.support.FakeOrchestrator;
import io.tenantdeletion.tenant.support.Jobs;
import io.tenantdeletion.tenant.support.TenantRows;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a deletion is wished for: what is passed on to the orchestrator, and what is refused before it is asked. */
@QuarkusTest
@WithTestResource(PlatformTestResource.class)
@WithTestResource(FakeOrchestrator.class)
class DeletionParametersIT {

    private static final String NAME = "Bakery";

    FakeOrchestrator orchestrator;

    private final UUID owner = UUID.randomUUID();
    private UUID tenant;

    @BeforeEach
    void tenant() {
        orchestrator.reset();
        tenant = TenantRows.tenant(NAME, owner);
    }

    @AfterEach
    void release() {
        orchestrator.reset();
    }

    @Test
    void doesNotCallARehearsalAFailureNorADeletion() {
        orchestrator.answers(200, Jobs.status("cancelled").replaceFirst("\\{", "{\"mode\": \"shadow\", "));

        delete(confirmed().header("Prefer", "wait=30"))
                .statusCode(202)
                .header("Location", orchestrator.url() + Jobs.PATH)
                .header("Preference-Applied", "wait=30")
                .body("status", equalTo("cancelled"))
                .body("mode", equalTo("shadow"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"wait=soon", "wait=-1", "wait", "wait=", "wait=1.5", "respond-async, wait=x"})
    void refusesAPreferenceItDoesNotUnderstand(String prefer) {
        refusesAsInvalid(confirmed().header("Prefer", prefer));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "schlüssel"})
    void refusesAMalformedIdempotencyKey(String key) {
        refusesAsInvalid(confirmed().header("Idempotency-Key", key));
    }

    @Test
    void refusesTwoIdempotencyKeysAndTooLongOnes() {
        refusesAsInvalid(confirmed().header("Idempotency-Key", "one", "two"));
        refusesAsInvalid(confirmed().header("Idempotency-Key", "k".repeat(256)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"30", "30 days", "P", "-PT1H", "P1M", "P999999999999D", "PT9223372036854775807S"})
    void refusesAMalformedRetention(String retention) {
        refusesAsInvalid(confirmed().queryParam("retention", retention));
    }

    private void refusesAsInvalid(RequestSpecification request) {
        delete(request)
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:tenant-deletion:problem:invalid-request"));
        assertThat(orchestrator.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ベーカリー", "🥖"})
    void confirmsTheLongestNameThereMayBe(String part) {
        Jobs.accepts(orchestrator);
        String name = part.repeat(200 / part.length());
        tenant = TenantRows.tenant(name, owner);

        delete(given().auth().oauth2(Tokens.user(owner)).queryParam("confirm", name))
                .statusCode(202);
    }

    @Test
    void passesRetentionAndPreviewTokenOn() {
        Jobs.accepts(orchestrator);

        delete(confirmed().queryParam("retention", "P7D").queryParam("preview_token", "abc.def"))
                .statusCode(202);

        JsonPath body = JsonPath.from(orchestrator.requests().get(0).body());
        assertThat(body.<String>get("retention")).isEqualTo("PT168H");
        assertThat(body.<String>get("preview_token")).isEqualTo("abc.def");
    }

    @Test
    void saysAsWhatAndInWhoseNameItAsks() {
        UUID platformAdmin = UUID.randomUUID();
        UUID user = UUID.randomUUID();
        Jobs.accepts(Jobs.accepts(Jobs.accepts(orchestrator)));

        delete(as(Tokens.user(owner))).statusCode(202);
        delete(as(Tokens.platformAdmin(platformAdmin))).statusCode(202);
        delete(as(Tokens.service())
                        .header("Deletion-On-Behalf-Of", user)
                        .header("Deletion-Requested-From", "203.0.113.7"))
                .statusCode(202);

        asked(0, "owner", owner, "127.0.0.1");
        asked(1, "platform_admin", platformAdmin, "127.0.0.1");
        asked(2, "service", user, "203.0.113.7");
    }

    private void asked(int index, String as, UUID user, String from) {
        FakeOrchestrator.Request request = orchestrator.requests().get(index);
        JsonPath body = JsonPath.from(request.body());
        assertThat(body.<String>get("requested_as")).isEqualTo(as);
        assertThat(body.<String>get("initiated_by")).isEqualTo(user.toString());
        assertThat(body.getMap("$")).doesNotContainKeys("retention", "preview_token");
        assertThat(request.onBehalfOf()).isEqualTo(user.toString());
        assertThat(request.requestedFrom()).isEqualTo(from);
    }

    private static RequestSpecification as(String token) {
        return given().auth().oauth2(token).queryParam("confirm", NAME);
    }

    private RequestSpecification confirmed() {
        return as(Tokens.user(owner));
    }

    private ValidatableResponse delete(RequestSpecification request) {
        return request.when().delete("/api/v1/tenants/{id}", tenant).then();
    }
}
