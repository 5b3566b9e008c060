package io.tenantdeletion.services.attractions;

import static io.restassured.RestAssured.config;
import static io.restassured.config.EncoderConfig.encoderConfig;
import static io.tenantdeletion.services.attractions.Catalogue.approve;
import static io.tenantdeletion.services.attractions.Catalogue.as;
import static io.tenantdeletion.services.attractions.Catalogue.moderator;
import static io.tenantdeletion.services.attractions.Catalogue.park;
import static io.tenantdeletion.services.attractions.Catalogue.submission;
import static io.tenantdeletion.services.attractions.Catalogue.submitted;
import static io.tenantdeletion.services.attractions.Catalogue.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.aMapWithSize;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.tenantdeletion.commons.test.PlatformTestResource;
import io.tenantdeletion.commons.test.Tokens;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Creating and changing: at once for moderators, submitted for anybody else. */
@QuarkusTest
@WithTestResource(PlatformTestResource.class)
class ChangesIT {

    private final UUID person = UUID.randomUUID();

    @Test
    void aModeratorCreatesAtOnce() {
        String id = moderator()
                .body(Map.of("name", "Harbour", "country", "ES", "id", UUID.randomUUID(), "unknown", 1))
                .post("/api/v1/parks")
                .then()
                .statusCode(201)
                .header("Location", notNullValue())
                .body("message", is("Park created successfully"))
                .body("", aMapWithSize(2))
                .extract()
                .path("entity_id");

        user(person)
                .get("/api/v1/parks/{id}", id)
                .then()
                .statusCode(200)
                .body("name", is("Harbour"))
                .body("status", is("operating"))
                .body("city", nullValue());
    }

    @Test
    void anybodyElseSubmitsACreation() {
        JsonPath answer = user(person)
                .header("User-Agent", "a test")
                .queryParam("reason", "It opened in May")
                .body(Map.of("name", "Éclair ☃ <b>bold</b> 'q\"", "latitude", 12.5))
                .post("/api/v1/parks")
                .then()
                .statusCode(202)
                .header("Location", notNullValue())
                .body("", aMapWithSize(4))
                .body("status", is("pending"))
                .body(
                        "message",
                        is("Park creation request pending moderation. You will be notified when it is approved."))
                .extract()
                .jsonPath();
        String park = answer.getString("entity_id");

        user(person).get("/api/v1/parks/{id}", park).then().statusCode(404);
        JsonPath submission = submission(answer.getString("submission_id"));
        assertThat(submission.getString("submitted_by")).isEqualTo(person.toString());
        assertThat(submission.getString("reason")).isEqualTo("It opened in May");
        assertThat(submission.getString("agent")).isEqualTo("a test");
        assertThat(submission.getString("address")).isNotBlank();
        assertThat(submission.getString("source")).isEqualTo("api");
        assertThat(submission.getList("items.field_name")).containsExactly("name", "status", "latitude");
        assertThat(submission.getList("items.change_type")).containsOnly("add");
        approve(answer.getString("submission_id")).then().statusCode(200).body("status", is("approved"));
        user(person).get("/api/v1/parks/{id}", park).then().body("name", is("Éclair ☃ <b>bold</b> 'q\""));
    }

    @Test
    void putReplacesAndPatchMerges() {
        String park = park();

        moderator()
                .config(config().encoderConfig(
                                encoderConfig().encodeContentTypeAs("application/merge-patch+json", ContentType.JSON)))
                .contentType("application/merge-patch+json")
                .body("{\"city\": null, \"country\": \"PT\"}")
                .patch("/api/v1/parks/{id}", park)
                .then()
                .statusCode(200)
                .body("message", is("Park updated successfully"));
        moderator()
                .get("/api/v1/parks/{id}", park)
                .then()
                .body("city", nullValue())
                .body("country", is("PT"));

        String submission = submitted(
                user(person).body(Map.of("name", "Only a name", "city", "Faro")).put("/api/v1/parks/{id}", park));
        assertThat(submission(submission).getList("items.field_name"))
                .containsExactlyInAnyOrder("name", "city", "country", "latitude", "opened_on");
        assertThat(submission(submission).getList("items.change_type"))
                .containsExactlyInAnyOrder("modify", "add", "remove", "remove", "remove");
        approve(submission).then().statusCode(200);
        moderator()
                .get("/api/v1/parks/{id}", park)
                .then()
                .body("name", is("Only a name"))
                .body("city", is("Faro"))
                .body("opened_on", nullValue());
    }

    @Test
    void whatChangesNothingIsSaid() {
        String park = park();

        moderator()
                .body(Map.of("city", "Vigo", "latitude", 42.240000))
                .patch("/api/v1/parks/{id}", park)
                .then()
                .statusCode(422)
                .body("type", endsWith(":nothing-to-change"));
    }

    @Test
    void refusesWhatIsNotValid() {
        String park = park();
        Map<String, Object> bad = new HashMap<>(Map.of("status", "open", "latitude", 91, "country", "Spain"));
        bad.put("name", null);

        moderator()
                .body(bad)
                .patch("/api/v1/parks/{id}", park)
                .then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body("type", endsWith(":invalid-entity"))
                .body("violations.field_name", contains("country", "latitude", "name", "status"));
        moderator().body("[]").post("/api/v1/parks").then().statusCode(400);
        moderator().body("{").post("/api/v1/parks").then().statusCode(400);
        moderator().body("{\"name\": 3}").post("/api/v1/parks").then().statusCode(400);
        moderator()
                .body("{\"name\": \"a\\u0000b\"}")
                .post("/api/v1/parks")
                .then()
                .statusCode(422);
        moderator().body("{\"name\": \"\\ud800\"}").post("/api/v1/parks").then().statusCode(400);
        moderator()
                .body(Map.of("name", "x".repeat(201)))
                .post("/api/v1/parks")
                .then()
                .statusCode(422);
        moderator()
                .body(Map.of("name", "long", "description", "é".repeat(10_000)))
                .post("/api/v1/parks")
                .then()
                .statusCode(201);
        moderator()
                .body(Map.of("name", "x", "park_id", UUID.randomUUID()))
                .post("/api/v1/rides")
                .then()
                .statusCode(409)
                .body("type", endsWith(":missing-reference"))
                .body("references.field_name", contains("park_id"));
    }

    @Test
    void refusesWhoeverIsNobodyAndWhateverIsNotThere() {
        as(Tokens.forged()).get("/api/v1/parks").then().statusCode(401);
        as(Tokens.forged()).body("{}").post("/api/v1/parks").then().statusCode(401);
        as(Tokens.service())
                .body(Map.of("name", "x"))
                .post("/api/v1/parks")
                .then()
                .statusCode(403);
        moderator().get("/api/v1/parks/42").then().statusCode(400).body("type", endsWith(":invalid-identifier"));
        for (String kind : List.of("parks", "rides", "companies", "ride-models")) {
            moderator().get("/api/v1/{kind}/{id}", kind, person).then().statusCode(404);
            moderator().delete("/api/v1/{kind}/{id}", kind, person).then().statusCode(404);
        }
        moderator()
                .body("{\"city\": \"x\"}")
                .patch("/api/v1/parks/{id}", person)
                .then()
                .statusCode(404);
    }
}
