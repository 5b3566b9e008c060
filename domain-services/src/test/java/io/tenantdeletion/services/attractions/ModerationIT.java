package io.tenantdeletion.services.attractions;

import static io.tenantdeletion.services.attractions.Catalogue.SUBMISSION;
import static io.tenantdeletion.services.attractions.Catalogue.SUBMISSIONS;
import static io.tenantdeletion.services.attractions.Catalogue.approve;
import static io.tenantdeletion.services.attractions.Catalogue.assertUnchanged;
import static io.tenantdeletion.services.attractions.Catalogue.moderator;
import static io.tenantdeletion.services.attractions.Catalogue.park;
import static io.tenantdeletion.services.attractions.Catalogue.renaming;
import static io.tenantdeletion.services.attractions.Catalogue.row;
import static io.tenantdeletion.services.attractions.Catalogue.submission;
import static io.tenantdeletion.services.attractions.Catalogue.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tenantdeletion.commons.test.PlatformTestResource;
import io.tenantdeletion.commons.test.Tokens;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Looking at submissions, and who may decide on them. */
@QuarkusTest
@WithTestResource(PlatformTestResource.class)
class ModerationIT {

    private final UUID person = UUID.randomUUID();

    @Test
    void showsEachFieldAsItWasIsAndWouldBe() {
        String park = park(Map.of("name", "Was"));
        String submission = renaming(person, park, "Would be");
        moderator()
                .body(Map.of("name", "Is", "city", "Oporto"))
                .patch("/api/v1/parks/{id}", park)
                .then()
                .statusCode(200);

        moderator()
                .get(SUBMISSION, submission)
                .then()
                .statusCode(200)
                .body("comparison.field_name", contains("name"))
                .body("comparison[0].field_label", is("Name"))
                .body("comparison[0].old_value", is("Was"))
                .body("comparison[0].current_value", is("Is"))
                .body("comparison[0].new_value", is("Would be"))
                .body("comparison[0].changed_meanwhile", is(true))
                .body("entity_exists", is(true));
        approve(submission)
                .then()
                .statusCode(409)
                .body("type", endsWith(":submission-conflict"))
                .body("detail", containsString("name"))
                .body("fields.field_name", contains("name"))
                .body("fields[0].current_value", is("Is"));
        assertThat(submission(submission).getString("status")).isEqualTo("pending");
    }

    @Test
    void whatChangedElsewhereIsNoConflict() {
        String park = park(Map.of("name", "Was"));
        String submission = renaming(person, park, "Would be");
        moderator()
                .body(Map.of("city", "Oporto"))
                .patch("/api/v1/parks/{id}", park)
                .then()
                .statusCode(200);

        approve(submission).then().statusCode(200);

        moderator()
                .get("/api/v1/parks/{id}", park)
                .then()
                .body("name", is("Would be"))
                .body("city", is("Oporto"));
    }

    @Test
    void aRejectedOneLeavesTheEntityByteForByte() {
        String park = park();
        List<String> before = row("parks", park);
        String submission = renaming(person, park, "Worse");

        moderator().body("{}").post(SUBMISSION + "/reject", submission).then().statusCode(400);
        moderator()
                .body(Map.of("reason", "Not so"))
                .post(SUBMISSION + "/reject", submission)
                .then()
                .statusCode(200)
                .body("status", is("rejected"));

        assertUnchanged("parks", park, before);
        user(person)
                .get(SUBMISSION, submission)
                .then()
                .body("status", is("rejected"))
                .body("decision_reason", is("Not so"))
                .body("decided_by", is(Catalogue.MODERATOR.toString()));
        approve(submission)
                .then()
                .statusCode(409)
                .body("type", endsWith(":submission-already-decided"))
                .body("status", is("rejected"));
    }

    @Test
    void whoeverSubmittedMayWithdraw() {
        String park = park();
        String submission = renaming(person, park, "Withdrawn");

        user(UUID.randomUUID())
                .post(SUBMISSION + "/withdraw", submission)
                .then()
                .statusCode(404);
        moderator().post(SUBMISSION + "/withdraw", submission).then().statusCode(403);
        user(person)
                .post(SUBMISSION + "/withdraw", submission)
                .then()
                .statusCode(200)
                .body("status", is("withdrawn"));
        user(person).post(SUBMISSION + "/withdraw", submission).then().statusCode(409);
        approve(submission).then().statusCode(409);
    }

    @Test
    void onlyModeratorsDecideAndNobodyOnTheirOwn() {
        String submission = renaming(person, park(), "Mine");

        user(person).post(SUBMISSION + "/approve", submission).then().statusCode(403);
        user(UUID.randomUUID()).post(SUBMISSION + "/approve", submission).then().statusCode(403);
        Catalogue.as(Tokens.moderator(person))
                .post(SUBMISSION + "/approve", submission)
                .then()
                .statusCode(403)
                .body("type", endsWith(":own-submission"));
        Catalogue.as(Tokens.platformAdmin())
                .post(SUBMISSION + "/approve", submission)
                .then()
                .statusCode(403);
        Catalogue.as(Tokens.selfPromoted(person))
                .post(SUBMISSION + "/approve", submission)
                .then()
                .statusCode(403);
        Catalogue.as(Tokens.expired())
                .post(SUBMISSION + "/approve", submission)
                .then()
                .statusCode(401);
        user(person)
                .body(Map.of("reason", "x"))
                .post(SUBMISSION + "/reject", submission)
                .then()
                .statusCode(403);
        user(person)
                .body(Map.of("action", "approve", "ids", List.of(submission)))
                .post(SUBMISSIONS + "/bulk")
                .then()
                .statusCode(403);
        approve(submission).then().statusCode(200);
        moderator().post(SUBMISSION + "/approve", UUID.randomUUID()).then().statusCode(404);
        moderator().post(SUBMISSION + "/approve", "1").then().statusCode(400);
    }

    @Test
    void peopleSeeTheirOwnAndModeratorsAll() {
        String submission = renaming(person, park(), "Visible");

        user(person).get(SUBMISSION, submission).then().statusCode(200);
        user(UUID.randomUUID()).get(SUBMISSION, submission).then().statusCode(404);
        user(person).get(SUBMISSIONS).then().body("total", is(1)).body("items[0].submission_id", is(submission));
        user(UUID.randomUUID()).get(SUBMISSIONS).then().body("total", is(0));
        user(UUID.randomUUID())
                .queryParam("submitter", person)
                .get(SUBMISSIONS)
                .then()
                .statusCode(403);
        moderator()
                .queryParam("submitter", person)
                .queryParam("status", "pending")
                .queryParam("entity_type", "park")
                .get(SUBMISSIONS)
                .then()
                .body("total", is(1))
                .body("items[0].items", nullValue());
        moderator().queryParam("status", "open").get(SUBMISSIONS).then().statusCode(400);
    }
}
