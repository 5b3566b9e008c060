package io.tenantdeletion.services.attractions;

import static io.tenantdeletion.services.attractions.Catalogue.approve;
import static io.tenantdeletion.services.attractions.Catalogue.created;
import static io.tenantdeletion.services.attractions.Catalogue.moderator;
import static io.tenantdeletion.services.attractions.Catalogue.park;
import static io.tenantdeletion.services.attractions.Catalogue.row;
import static io.tenantdeletion.services.attractions.Catalogue.submission;
import static io.tenantdeletion.services.attractions.Catalogue.submitted;
import static io.tenantdeletion.services.attractions.Catalogue.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.aMapWithSize;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.tenantdeletion.commons.test.PlatformTestResource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Deleting, softly and for good: at once for moderators, submitted for anybody else; and what lists show then. */
@QuarkusTest
@WithTestResource(PlatformTestResource.class)
class DeletionsIT {

    private final UUID person = UUID.randomUUID();

    @Test
    void aModeratorClosesWhatHasAStatus() {
        String park = park();

        moderator()
                .queryParam("reason", "Bankrupt")
                .delete("/api/v1/parks/{id}", park)
                .then()
                .statusCode(200)
                .body("message", is("Park deleted successfully"))
                .body("entity_id", is(park))
                .body("deletion_type", is("soft"))
                .body("", aMapWithSize(3));

        moderator()
                .get("/api/v1/parks/{id}", park)
                .then()
                .body("status", is("closed"))
                .body("city", is("Vigo"));
        moderator().delete("/api/v1/parks/{id}", park).then().statusCode(409).body("type", endsWith(":already-closed"));
        JsonPath trail = moderator()
                .queryParam("entity_id", park)
                .queryParam("type", "delete")
                .get("/api/v1/moderation/submissions")
                .then()
                .statusCode(200)
                .body("total", is(1))
                .body("items[0].direct", is(true))
                .body("items[0].status", is("approved"))
                .extract()
                .jsonPath();
        hasTheTrailOfASoftDeletion(submission(trail.getString("items[0].submission_id")), park);
    }

    private static void hasTheTrailOfASoftDeletion(JsonPath deletion, String park) {
        assertThat(deletion.getList("items.field_name")).containsExactly("status", "_deletion_marker");
        assertThat(deletion.getList("items.old_value")).isEqualTo(List.of("operating", "active"));
        assertThat(deletion.getList("items.new_value")).isEqualTo(List.of("closed", "closed"));
        assertThat(deletion.getList("items.change_type")).containsOnly("modify");
        Map<String, Object> metadata = deletion.getMap("metadata");
        assertThat(metadata)
                .containsEntry("entity_type", "park")
                .containsEntry("entity_id", park)
                .containsEntry("deletion_type", "soft")
                .containsEntry("deletion_reason", "Bankrupt")
                .containsKeys("entity_name", "entity_snapshot");
        assertThat(deletion.getMap("metadata.entity_snapshot"))
                .isEqualTo(deletion.getMap("snapshot"))
                .containsEntry("status", "operating")
                .containsKeys("id", "description", "latitude");
    }

    @Test
    void aModeratorMayDeleteForGood() {
        String park = park();

        moderator()
                .queryParam("deletion_type", "hard")
                .delete("/api/v1/parks/{id}", park)
                .then()
                .statusCode(200)
                .body("deletion_type", is("hard"));

        moderator().get("/api/v1/parks/{id}", park).then().statusCode(404);
    }

    @Test
    void anybodyElseGetsASoftDeletionAndIsToldSo() {
        String park = park();
        List<String> before = row("parks", park);

        JsonPath answer = user(person)
                .queryParam("deletion_type", "hard")
                .queryParam("reason", "Gone")
                .delete("/api/v1/parks/{id}", park)
                .then()
                .statusCode(202)
                .body("deletion_type", is("soft"))
                .body("notice", notNullValue())
                .body(
                        "message",
                        is("Park deletion request pending moderation. You will be notified when it is approved."))
                .extract()
                .jsonPath();

        Catalogue.assertUnchanged("parks", park, before);
        user(UUID.randomUUID())
                .delete("/api/v1/parks/{id}", park)
                .then()
                .statusCode(409)
                .body("type", endsWith(":already-pending"));
        approve(answer.getString("submission_id")).then().statusCode(200);
        moderator().get("/api/v1/parks/{id}", park).then().body("status", is("closed"));
    }

    @Test
    void whatHasNoStatusWaitsForAHardDeletion() {
        String company = created("companies", Map.of("name", "Wheels & Co"));

        String submission = submitted(user(person).delete("/api/v1/companies/{id}", company));

        JsonPath deletion = submission(submission);
        assertThat(deletion.getString("metadata.deletion_type")).isEqualTo("hard");
        assertThat(deletion.getList("items.field_name")).containsExactly("_deletion_marker");
        assertThat(deletion.getList("items.old_value")).isEqualTo(List.of("active"));
        assertThat(deletion.getList("items.new_value")).isEqualTo(List.of("deleted"));
        assertThat(deletion.getList("items.change_type")).containsExactly("remove");
        moderator().get("/api/v1/companies/{id}", company).then().statusCode(200);
        approve(submission).then().statusCode(200);
        moderator().get("/api/v1/companies/{id}", company).then().statusCode(404);
    }

    @Test
    void listsWithSearchFilterOrderAndPages() {
        String tag = UUID.randomUUID().toString().substring(0, 8);
        for (String name : List.of("C", "A", "B")) {
            park(Map.of("name", name + " of " + tag, "country", name.equals("B") ? "PT" : "ES"));
        }

        user(person)
                .queryParam("q", tag.toUpperCase())
                .get("/api/v1/parks")
                .then()
                .statusCode(200)
                .body("total", is(3))
                .body("items.name", contains("A of " + tag, "B of " + tag, "C of " + tag));
        user(person)
                .queryParam("q", tag)
                .queryParam("sort", "-name")
                .queryParam("filter", "country:ES")
                .queryParam("page", 2)
                .queryParam("page_size", 1)
                .get("/api/v1/parks")
                .then()
                .body("total", is(2))
                .body("page", is(2))
                .body("items.name", contains("A of " + tag));
        user(person)
                .queryParam("filter", "password:x")
                .get("/api/v1/parks")
                .then()
                .statusCode(400);
        user(person).queryParam("sort", "name;drop").get("/api/v1/parks").then().statusCode(400);
        user(person).queryParam("page", 0).get("/api/v1/parks").then().statusCode(400);
        user(person).queryParam("colour", "red").get("/api/v1/parks").then().statusCode(400);
        user(person).queryParam("q", "%").get("/api/v1/parks").then().body("total", equalTo(0));
    }
}
