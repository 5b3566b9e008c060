package io.tenantdeletion.services.attractions;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.tenantdeletion.commons.test.TestDatabase;
import io.tenantdeletion.commons.test.Tokens;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A small catalogue, and calls to it by a moderator, another one, and a person without any role. */
public final class Catalogue {

    static final UUID MODERATOR = UUID.randomUUID();
    static final UUID OTHER_MODERATOR = UUID.randomUUID();

    static final String SUBMISSIONS = "/api/v1/moderation/submissions";
    static final String SUBMISSION = SUBMISSIONS + "/{id}";

    private Catalogue() {}

    /** One entry of each kind. */
    public static void make() {
        String company = company();
        String model = created("ride-models", Map.of("name", "Looper", "company_id", company));
        String park = created("parks", Map.of("name", "Harbour Park", "operator_id", company));
        String ride = created("rides", Map.of("name", "Comet", "park_id", park, "ride_model_id", model));
        created("reviews", Map.of("ride_id", ride, "rating", 5, "text", "Fast"));
    }

    static String park() {
        return park(Map.of());
    }

    static String park(Map<String, ?> fields) {
        JsonObject park = new JsonObject()
                .put("name", "Park " + UUID.randomUUID())
                .put("city", "Vigo")
                .put("latitude", 42.24)
                .put("opened_on", "1999-05-01");
        fields.forEach(park::put);
        return created("parks", park.getMap());
    }

    static String company() {
        return created("companies", Map.of("name", "Company " + UUID.randomUUID(), "country", "ES"));
    }

    /** A ride of a park. */
    static String ride(String park, Map<String, String> more) {
        Map<String, String> fields = new HashMap<>(more);
        fields.put("name", "Ride " + UUID.randomUUID());
        fields.put("park_id", park);
        return created("rides", fields);
    }

    /** The submission that deletes an entity. */
    static String deletionOf(String entity) {
        return moderator()
                .queryParam("entity_id", entity)
                .queryParam("type", "delete")
                .get(SUBMISSIONS)
                .then()
                .statusCode(200)
                .extract()
                .path("items[0].submission_id");
    }

    /** What a person submits who wants a park called otherwise. */
    static String renaming(UUID person, String park, String name) {
        return submitted(user(person).body(Map.of("name", name)).patch("/api/v1/parks/{id}", park));
    }

    /** Made by a moderator; its id. */
    static String created(String kind, Map<String, ?> fields) {
        return moderator()
                .body(fields)
                .post("/api/v1/{kind}", kind)
                .then()
                .statusCode(201)
                .extract()
                .path("entity_id");
    }

    static RequestSpecification moderator() {
        return as(Tokens.moderator(MODERATOR));
    }

    static RequestSpecification otherModerator() {
        return as(Tokens.moderator(OTHER_MODERATOR));
    }

    static RequestSpecification user(UUID user) {
        return as(Tokens.user(user));
    }

    static RequestSpecification as(String token) {
        return given().auth().oauth2(token).contentType("application/json");
    }

    /** The id of what was submitted. */
    static String submitted(Response answer) {
        return answer.then().statusCode(202).extract().path("submission_id");
    }

    static JsonPath submission(String id) {
        return moderator()
                .get("/api/v1/moderation/submissions/{id}", id)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    static Response approve(String id) {
        return moderator().post("/api/v1/moderation/submissions/{id}/approve", id);
    }

    /** The row as PostgreSQL writes it, or nothing. */
    static List<String> row(String table, String id) {
        return TestDatabase.query("select t::text from attractions." + table + " t where id = '" + id + "'");
    }

    static void assertUnchanged(String table, String id, List<String> before) {
        assertThat(row(table, id)).isEqualTo(before);
    }
}
