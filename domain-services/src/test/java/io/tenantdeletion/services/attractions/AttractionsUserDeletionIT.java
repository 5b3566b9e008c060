package io.tenantdeletion.services.attractions;

import static io.tenantdeletion.services.attractions.Catalogue.approve;
import static io.tenantdeletion.services.attractions.Catalogue.as;
import static io.tenantdeletion.services.attractions.Catalogue.moderator;
import static io.tenantdeletion.services.attractions.Catalogue.park;
import static io.tenantdeletion.services.attractions.Catalogue.row;
import static io.tenantdeletion.services.attractions.Catalogue.submission;
import static io.tenantdeletion.services.attractions.Catalogue.submitted;
import static io.tenantdeletion.services.attractions.Catalogue.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.tenantdeletion.commons.test.PlatformTestResource;
import io.tenantdeletion.commons.test.TestDatabase;
import io.tenantdeletion.commons.test.Tokens;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The catalogue takes part in deletions of users, and in those of tenants not. */
@QuarkusTest
@WithTestResource(PlatformTestResource.class)
class AttractionsUserDeletionIT {

    private static final String USER = "/api/v1/attractions/user/{user}";

    private final UUID person = UUID.randomUUID();

    @Test
    void pendingOnesAreWithdrawnAndDecidedOnesLoseThePerson() {
        String park = park();
        String approved = submitted(user(person)
                .header("User-Agent", "their phone")
                .queryParam("reason", "I was there, says " + person)
                .body(Map.of("park_id", park, "rating", 2, "text", "Wet"))
                .post("/api/v1/reviews"));
        String review = approve(approved).then().statusCode(200).extract().path("entity_id");
        String pending = submitted(user(person).queryParam("reason", "mine").delete("/api/v1/parks/{id}", park));
        String deletion = moderator().delete("/api/v1/reviews/{id}", review).path("entity_id");
        String decided =
                submitted(user(UUID.randomUUID()).body(Map.of("city", "x")).patch("/api/v1/parks/{id}", park));
        as(Tokens.moderator(person))
                .body(Map.of("reason", "I say no"))
                .post("/api/v1/moderation/submissions/{id}/reject", decided)
                .then()
                .statusCode(200);

        erase();

        JsonPath withdrawn = submission(pending);
        assertThat(withdrawn.getString("status")).isEqualTo("withdrawn");
        assertThat(withdrawn.getString("reason")).isNull();
        assertThat(withdrawn.getMap("metadata").get("deletion_reason")).isNull();
        assertThat(submission(approved).getString("status")).isEqualTo("approved");
        assertThat(submission(decided).getString("decided_by")).isNull();
        assertThat(submission(decided).getString("decision_reason")).isNull();
        moderator().get("/api/v1/parks/{id}", park).then().body("status", is("operating"));
        assertThat(deletion).isEqualTo(review);
        for (String schema : List.of("attractions", "moderation")) {
            assertThat(TestDatabase.rows(schema).values().stream().flatMap(List::stream))
                    .noneMatch(row -> row.contains(person.toString()))
                    .noneMatch(row -> row.contains("their phone"));
        }
        comesBackWithoutItsAuthor(review);
    }

    private void erase() {
        String token = Tokens.service();
        as(token).get(USER + "/deletion-preview", person).then().statusCode(200).body("service", is("attractions"));
        as(token).post(USER + "/deletion-fence", person).then().statusCode(200);
        user(person)
                .body(Map.of("name", "late"))
                .post("/api/v1/companies")
                .then()
                .statusCode(409)
                .body("type", endsWith(":user-erased"));
        as(token).delete(USER, person).then().statusCode(200).body("summary.success", is(true));
        as(token)
                .get(USER + "/deletion-verification", person)
                .then()
                .statusCode(200)
                .body("total_residual", is(0));
    }

    private static void comesBackWithoutItsAuthor(String review) {
        String restored = moderator()
                .queryParam("entity_id", review)
                .queryParam("type", "delete")
                .get("/api/v1/moderation/submissions")
                .path("items[0].submission_id");
        moderator()
                .post("/api/v1/moderation/submissions/{id}/restore", restored)
                .then()
                .statusCode(200);
        moderator()
                .get("/api/v1/reviews/{id}", review)
                .then()
                .body("text", is("Wet"))
                .body("author_id", nullValue());
        assertThat(row("reviews", review)).hasSize(1);
    }

    @Test
    void noTenantHasAnythingThere() {
        as(Tokens.service())
                .get("/api/v1/attractions/tenant/{tenant}/deletion-preview", person)
                .then()
                .statusCode(404)
                .body("type", endsWith(":unknown-service"));
        as(Tokens.service())
                .delete("/api/v1/attractions/tenant/{tenant}", person)
                .then()
                .statusCode(404);
        as(Tokens.service())
                .get("/api/v1/attractions/deletion-plan")
                .then()
                .statusCode(200)
                .body("version", notNullValue())
                .body("findings.findAll { it.severity == 'error' }.size()", is(0));
        as(Tokens.service())
                .queryParam("subject", "tenant")
                .get("/api/v1/attractions/deletion-plan")
                .then()
                .statusCode(400);
    }
}
