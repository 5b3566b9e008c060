package io.tenantdeletion.orchestrator.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.tenantdeletion.commons.test.Tokens;
import io.tenantdeletion.orchestrator.MovableClock;
import io.tenantdeletion.orchestrator.Notifications;
import io.tenantdeletion.orchestrator.api.Api;
import io.tenantdeletion.orchestrator.audit.Audit;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Webhooks over HTTP: registered, changed, tried out. */
@QuarkusTest
@WithTestResource(Notifications.class)
class WebhookIT extends WebhookTestBase {

    @Test
    void aSecretIsShownOnceAndEveryChangeIsAudited() {
        // When
        Response made = register("tenant.*");
        String id = made.path("id");

        // Then
        made.then().statusCode(201).header("Location", endsWith(PATH + "/" + id));
        made.then().body("secret", startsWith("whsec_")).body("enabled", equalTo(true));
        admin().get(PATH + "/" + id).then().body("$", not(hasKey("secret")));
        admin().get(PATH).then().body("id", contains(id)).body("[0]", not(hasKey("secret")));

        // When
        change(id, Map.of("events", List.of("user.deleted"), "description", "billing"))
                .then()
                .statusCode(200)
                .body("events", contains("user.deleted"))
                .body("description", equalTo("billing"))
                .body("url", equalTo(receiver.url()));
        change(id, Map.of("enabled", false)).then().body("enabled", equalTo(false));
        admin().post(PATH + "/" + id + "/rotate-secret").then().statusCode(200);
        admin().delete(PATH + "/" + id).then().statusCode(204);

        // Then
        admin().get(PATH + "/" + id).then().statusCode(404);
        for (String action : List.of("created", "changed", "secret_rotated", "deleted")) {
            await().untilAsserted(() -> assertThat(
                            Audit.lines("action=webhook." + action).getList("items.detail.webhook_id"))
                    .as(action)
                    .contains(id));
        }
    }

    @Test
    void onlyPlatformAdminsMayDoAnything() {
        String id = register("*").path("id");

        for (RequestSpecification caller : List.of(Api.service(), Api.as(Tokens.user(UUID.randomUUID())))) {
            caller.get(PATH).then().statusCode(403);
        }
        Api.service().get(PATH + "/" + id + "/deliveries").then().statusCode(403);
        Api.service().post(PATH + "/" + id + "/test").then().statusCode(403);
        Api.service().delete(PATH + "/" + id).then().statusCode(403);
    }

    @Test
    void whatIsWrongIsSaid() {
        register(receiver.url(), "tenant.vanished").then().statusCode(400).body("detail", startsWith("events takes"));
        register(receiver.url(), "nobody.*").then().statusCode(400);
        register("http://user@127.0.0.1/", "*")
                .then()
                .statusCode(400)
                .body("type", equalTo("urn:tenant-deletion:problem:webhook-address-refused"));
        register("http://name.invalid/", "*")
                .then()
                .statusCode(400)
                .body("detail", startsWith("The address has a name"));
        admin().get(PATH + "/" + UUID.randomUUID()).then().statusCode(404);
        admin().get(PATH + "/1").then().statusCode(400);
        admin().get(PATH + "/" + UUID.randomUUID() + "/deliveries").then().statusCode(404);
    }

    @Test
    void aRequestThatIsSentAgainMakesNoSecond() {
        String id = register("tenant.*").path("id");

        register("tenant.*")
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:tenant-deletion:problem:webhook-exists"))
                .body("detail", startsWith("The webhook " + id + " tells"));
        admin().get(PATH).then().body("id", contains(id));
        register("user.*").then().statusCode(201);
    }

    @Test
    void thereAreOnlySoMany() {
        for (int one = 0; one < 6; one++) {
            register(receiver.url() + "?n=" + one, "*").then().statusCode(201);
        }

        register("*").then().statusCode(409).body("type", equalTo("urn:tenant-deletion:problem:too-many-webhooks"));
    }

    @Test
    void bothSecretsSignForAWhileAfterARotation() {
        // Given
        Response made = register("*");
        String id = made.path("id");
        Response rotated = admin().post(PATH + "/" + id + "/rotate-secret");

        // When
        admin().post(PATH + "/" + id + "/test").then().statusCode(200);

        // Then
        assertThat(rotated.<String>path("secret")).isNotEqualTo(made.path("secret"));
        assertThat(isSigned(receiver.messages().get(0), made.path("secret"))).isTrue();
        assertThat(isSigned(receiver.messages().get(0), rotated.path("secret"))).isTrue();

        // When
        MovableClock.pass(Duration.ofHours(25));
        String header = admin().post(PATH + "/" + id + "/test").path("headers.'webhook-signature'");

        // Then
        assertThat(header).startsWith("v1,").doesNotContain(" ");
    }

    @Test
    void aTestTellsWhatCameOfItBeTheWebhookEnabledOrNot() {
        // Given
        receiver.answers(204, 500);
        String id = register("*").path("id");
        change(id, Map.of("enabled", false));

        // When, then
        admin().post(PATH + "/" + id + "/test")
                .then()
                .statusCode(200)
                .body("delivered", equalTo(true))
                .body("response_code", equalTo(204))
                .body("reason", nullValue());
        admin().post(PATH + "/" + id + "/test")
                .then()
                .body("delivered", equalTo(false))
                .body("reason", equalTo("status 500"));
        assertThat(receiver.messages().get(0).body()).contains("webhook.test");
    }
}
