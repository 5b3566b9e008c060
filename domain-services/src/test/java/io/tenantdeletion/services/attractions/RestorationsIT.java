package io.tenantdeletion.services.attractions;

import static io.tenantdeletion.services.attractions.Catalogue.approve;
import static io.tenantdeletion.services.attractions.Catalogue.company;
import static io.tenantdeletion.services.attractions.Catalogue.created;
import static io.tenantdeletion.services.attractions.Catalogue.deletionOf;
import static io.tenantdeletion.services.attractions.Catalogue.moderator;
import static io.tenantdeletion.services.attractions.Catalogue.park;
import static io.tenantdeletion.services.attractions.Catalogue.row;
import static io.tenantdeletion.services.attractions.Catalogue.submission;
import static io.tenantdeletion.services.attractions.Catalogue.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tenantdeletion.commons.test.PlatformTestResource;
import io.tenantdeletion.commons.test.TestDatabase;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What brings back what was deleted. */
@QuarkusTest
@WithTestResource(PlatformTestResource.class)
class RestorationsIT {

    private static final String RESTORE = "/api/v1/moderation/submissions/{id}/restore";

    private final UUID person = UUID.randomUUID();

    @Test
    void whatIsClosedIsOpenedAgainAsItWas() {
        String park = park(Map.of("status", "under_construction"));
        List<String> before = row("parks", park);
        moderator()
                .post("/api/v1/parks/{id}/restore", park)
                .then()
                .statusCode(409)
                .body("type", endsWith(":not-deleted"));
        moderator().delete("/api/v1/parks/{id}", park).then().statusCode(200);

        moderator()
                .post("/api/v1/parks/{id}/restore", park)
                .then()
                .statusCode(200)
                .body("message", is("Park restored successfully"));
        assertThat(row("parks", park)).isEqualTo(before);

        moderator().delete("/api/v1/parks/{id}", park).then().statusCode(200);
        String submission = user(person)
                .post("/api/v1/parks/{id}/restore", park)
                .then()
                .statusCode(202)
                .body(
                        "message",
                        is("Park restoration request pending moderation. You will be notified when it is approved."))
                .extract()
                .path("submission_id");
        approve(submission).then().statusCode(200);
        assertThat(row("parks", park)).isEqualTo(before);
        moderator().post("/api/v1/companies/{id}/restore", company()).then().statusCode(404);
    }

    @Test
    void whatIsGoneComesBackByteForByteWithItsId() {
        String text = "Ω ☃ \uD83C\uDFA2 <script>alert('x')</script> \\ \" %s \t\r\n " + "é".repeat(9000);
        String park = park(Map.of("description", text, "longitude", -8.720730, "latitude", 42.1));
        TestDatabase.execute("select 1");
        List<String> before = row("parks", park);
        moderator()
                .queryParam("deletion_type", "hard")
                .delete("/api/v1/parks/{id}", park)
                .then()
                .statusCode(200);
        String deletion = deletionOf(park);

        user(person).post(RESTORE, deletion).then().statusCode(404);
        moderator().post(RESTORE, deletion).then().statusCode(200).body("entity_id", is(park));

        assertThat(row("parks", park)).isEqualTo(before);
        moderator().get("/api/v1/parks/{id}", park).then().body("description", is(text));
        moderator().post(RESTORE, deletion).then().statusCode(409).body("type", endsWith(":not-deleted"));
    }

    @Test
    void whatItRefersToMustBeThere() {
        String company = company();
        String model = created("ride-models", Map.of("name", "Model", "company_id", company));
        moderator().delete("/api/v1/ride-models/{id}", model).then().statusCode(200);
        moderator().delete("/api/v1/companies/{id}", company).then().statusCode(200);

        moderator()
                .post(RESTORE, deletionOf(model))
                .then()
                .statusCode(409)
                .body("type", endsWith(":missing-reference"))
                .body("references.field_name", contains("company_id"))
                .body("references.entity_id", contains(company));
        moderator().post(RESTORE, deletionOf(company)).then().statusCode(200);
        moderator().post(RESTORE, deletionOf(model)).then().statusCode(200);
    }

    @Test
    void aReviewComesBackWithItsAuthorAndAsksForOneThing() {
        String park = park();
        String review = user(person)
                .body(Map.of("park_id", park, "rating", 5, "text", "Lovely", "author_id", UUID.randomUUID()))
                .post("/api/v1/reviews")
                .then()
                .statusCode(202)
                .extract()
                .path("entity_id");
        String creation = moderator()
                .queryParam("entity_id", review)
                .get("/api/v1/moderation/submissions")
                .path("items[0].submission_id");
        approve(creation).then().statusCode(200);
        moderator().get("/api/v1/reviews/{id}", review).then().body("author_id", is(person.toString()));
        List<String> before = row("reviews", review);

        moderator().delete("/api/v1/reviews/{id}", review).then().statusCode(200);
        String deletion = deletionOf(review);
        moderator()
                .get("/api/v1/moderation/submissions/{id}", deletion)
                .then()
                .body("snapshot.author_id", is(person.toString()));
        moderator().post(RESTORE, deletion).then().statusCode(200);
        assertThat(row("reviews", review)).isEqualTo(before);
        moderator()
                .body(Map.of("rating", 5, "text", "of nothing"))
                .post("/api/v1/reviews")
                .then()
                .statusCode(422)
                .body("violations.field_name", contains("of_one_thing"));
    }
}
