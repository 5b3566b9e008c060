package io.tenantdeletion.services.attractions;

import static io.tenantdeletion.services.attractions.Catalogue.approve;
import static io.tenantdeletion.services.attractions.Catalogue.assertUnchanged;
import static io.tenantdeletion.services.attractions.Catalogue.moderator;
import static io.tenantdeletion.services.attractions.Catalogue.otherModerator;
import static io.tenantdeletion.services.attractions.Catalogue.park;
import static io.tenantdeletion.services.attractions.Catalogue.row;
import static io.tenantdeletion.services.attractions.Catalogue.submission;
import static io.tenantdeletion.services.attractions.Catalogue.submitted;
import static io.tenantdeletion.services.attractions.Catalogue.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.tenantdeletion.commons.test.PlatformTestResource;
import io.tenantdeletion.commons.test.TestDatabase;
import io.tenantdeletion.commons.test.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Deciding: who may, once, and only on what is still as it was. */
@QuarkusTest
@WithTestResource(PlatformTestResource.class)
class ModerationIT {

    private static final String SUBMISSIONS = "/api/v1/moderation/submissions";
    private static final String ONE = SUBMISSIONS + "/{id}";
    private static final int ROUNDS = 50;

    private final UUID person = UUID.randomUUID();

    private String renaming(String park, String name) {
        return submitted(user(person).body(Map.of("name", name)).patch("/api/v1/parks/{id}", park));
    }

    @Test
    void showsEachFieldAsItWasIsAndWouldBe() {
        String park = park(Map.of("name", "Was"));
        String submission = renaming(park, "Would be");
        moderator()
                .body(Map.of("name", "Is", "city", "Oporto"))
                .patch("/api/v1/parks/{id}", park)
                .then()
                .statusCode(200);

        moderator()
                .get(ONE, submission)
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
        String submission = renaming(park, "Would be");
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
        String submission = renaming(park, "Worse");

        moderator().body("{}").post(ONE + "/reject", submission).then().statusCode(400);
        moderator()
                .body(Map.of("reason", "Not so"))
                .post(ONE + "/reject", submission)
                .then()
                .statusCode(200)
                .body("status", is("rejected"));

        assertUnchanged("parks", park, before);
        user(person)
                .get(ONE, submission)
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
        String submission = renaming(park, "Withdrawn");

        user(UUID.randomUUID()).post(ONE + "/withdraw", submission).then().statusCode(404);
        moderator().post(ONE + "/withdraw", submission).then().statusCode(403);
        user(person).post(ONE + "/withdraw", submission).then().statusCode(200).body("status", is("withdrawn"));
        user(person).post(ONE + "/withdraw", submission).then().statusCode(409);
        approve(submission).then().statusCode(409);
    }

    @Test
    void onlyModeratorsDecideAndNobodyOnTheirOwn() {
        String submission = renaming(park(), "Mine");

        user(person).post(ONE + "/approve", submission).then().statusCode(403);
        user(UUID.randomUUID()).post(ONE + "/approve", submission).then().statusCode(403);
        Catalogue.as(Tokens.moderator(person))
                .post(ONE + "/approve", submission)
                .then()
                .statusCode(403)
                .body("type", endsWith(":own-submission"));
        Catalogue.as(Tokens.platformAdmin())
                .post(ONE + "/approve", submission)
                .then()
                .statusCode(403);
        Catalogue.as(Tokens.selfPromoted(person))
                .post(ONE + "/approve", submission)
                .then()
                .statusCode(403);
        Catalogue.as(Tokens.expired()).post(ONE + "/approve", submission).then().statusCode(401);
        user(person)
                .body(Map.of("reason", "x"))
                .post(ONE + "/reject", submission)
                .then()
                .statusCode(403);
        user(person)
                .body(Map.of("action", "approve", "ids", List.of(submission)))
                .post(SUBMISSIONS + "/bulk")
                .then()
                .statusCode(403);
        approve(submission).then().statusCode(200);
        moderator().post(ONE + "/approve", UUID.randomUUID()).then().statusCode(404);
        moderator().post(ONE + "/approve", "1").then().statusCode(400);
    }

    @Test
    void peopleSeeTheirOwnAndModeratorsAll() {
        String submission = renaming(park(), "Visible");

        user(person).get(ONE, submission).then().statusCode(200);
        user(UUID.randomUUID()).get(ONE, submission).then().statusCode(404);
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

    @Test
    void oneOfTwoModeratorsWins() throws Exception {
        ExecutorService two = Executors.newFixedThreadPool(2);
        try {
            for (int round = 0; round < ROUNDS; round++) {
                String park = park();
                String submission = renaming(park, "Round " + round);
                boolean rejects = round % 2 == 1;
                CompletableFuture<Response> one = CompletableFuture.supplyAsync(() -> approve(submission), two);
                CompletableFuture<Response> other = CompletableFuture.supplyAsync(
                        () -> rejects
                                ? otherModerator().body(Map.of("reason", "No")).post(ONE + "/reject", submission)
                                : otherModerator().post(ONE + "/approve", submission),
                        two);

                List<Integer> answers = Stream.of(one.get(), other.get())
                        .map(Response::statusCode)
                        .sorted()
                        .toList();

                assertThat(answers).as("round %s", round).containsExactly(200, 409);
                String status = submission(submission).getString("status");
                assertThat(status).isEqualTo(rejects && other.get().statusCode() == 200 ? "rejected" : "approved");
                String name = moderator().get("/api/v1/parks/{id}", park).path("name");
                assertThat(name.equals("Round " + round)).isEqualTo(status.equals("approved"));
            }
        } finally {
            two.shutdown();
        }
    }

    @Test
    void anUpdateAndADeletionInBothOrders() {
        String first = park(Map.of("name", "First"));
        String update = renaming(first, "Renamed");
        String deletion = submitted(user(person).delete("/api/v1/parks/{id}", first));
        approve(update).then().statusCode(200);
        approve(deletion).then().statusCode(200);
        moderator()
                .get("/api/v1/parks/{id}", first)
                .then()
                .body("name", is("Renamed"))
                .body("status", is("closed"));

        String second = park(Map.of("name", "Second"));
        String later = renaming(second, "Renamed");
        approve(submitted(user(person).delete("/api/v1/parks/{id}", second)))
                .then()
                .statusCode(200);
        approve(later).then().statusCode(200);
        moderator()
                .get("/api/v1/parks/{id}", second)
                .then()
                .body("name", is("Renamed"))
                .body("status", is("closed"));

        String third = park();
        String closing = submitted(user(person).delete("/api/v1/parks/{id}", third));
        String defunct =
                submitted(user(person).body(Map.of("status", "defunct")).patch("/api/v1/parks/{id}", third));
        approve(closing).then().statusCode(200);
        approve(defunct).then().statusCode(409).body("fields.field_name", contains("status"));
    }

    @Test
    void aSubmissionForWhatIsGone() {
        String company = Catalogue.company();
        String update = submitted(user(person).body(Map.of("name", "New")).patch("/api/v1/companies/{id}", company));
        String deletion = submitted(user(person).delete("/api/v1/companies/{id}", company));
        moderator().delete("/api/v1/companies/{id}", company).then().statusCode(200);

        approve(update).then().statusCode(409).body("type", endsWith(":entity-gone"));
        approve(deletion).then().statusCode(409).body("type", endsWith(":entity-gone"));
        moderator()
                .get(ONE, update)
                .then()
                .body("entity_exists", is(false))
                .body("comparison[0].current_value", nullValue());
        moderator()
                .body(Map.of("reason", "Gone"))
                .post(ONE + "/reject", update)
                .then()
                .statusCode(200);
    }

    @Test
    void manyAtOnceEachWithItsResult() {
        List<String> ids = new ArrayList<>();
        String conflicting = null;
        for (int i = 0; i < 5; i++) {
            String park = park();
            conflicting = renaming(park, "Bulk " + i);
            ids.add(conflicting);
            if (i == 4) {
                moderator()
                        .body(Map.of("name", "Meanwhile"))
                        .patch("/api/v1/parks/{id}", park)
                        .then()
                        .statusCode(200);
            }
        }
        ids.add(UUID.randomUUID().toString());

        JsonPath results = moderator()
                .body(Map.of("action", "approve", "ids", ids))
                .post(SUBMISSIONS + "/bulk")
                .then()
                .statusCode(200)
                .body("results.id", is(ids))
                .body("results.status", contains(200, 200, 200, 200, 409, 404))
                .extract()
                .jsonPath();
        assertThat(results.getString("results[4].problem.type")).endsWith(":submission-conflict");
        moderator()
                .body(Map.of("action", "reject", "ids", List.of(conflicting), "reason", "Old"))
                .post(SUBMISSIONS + "/bulk")
                .then()
                .body("results.status", contains(200));
        List<String> parks = List.of(park(), park());
        moderator()
                .body(Map.of("action", "delete", "entity_type", "park", "ids", parks, "deletion_type", "hard"))
                .post(SUBMISSIONS + "/bulk")
                .then()
                .body("results.message", contains("Park deleted successfully", "Park deleted successfully"));
        List<String> tooMany =
                Stream.generate(() -> UUID.randomUUID().toString()).limit(101).toList();
        moderator()
                .body(Map.of("action", "approve", "ids", tooMany))
                .post(SUBMISSIONS + "/bulk")
                .then()
                .statusCode(400);
        moderator()
                .body(Map.of("action", "reject", "ids", parks))
                .post(SUBMISSIONS + "/bulk")
                .then()
                .statusCode(400);
        moderator()
                .body(Map.of("action", "delete", "ids", parks))
                .post(SUBMISSIONS + "/bulk")
                .then()
                .statusCode(400);
        moderator()
                .body(Map.of("action", "burn", "ids", parks))
                .post(SUBMISSIONS + "/bulk")
                .then()
                .statusCode(400);
    }

    @Test
    void whoeverSubmitsTooMuchHasToWait() {
        for (int i = 0; i < 100; i++) {
            user(person)
                    .body(Map.of("name", "n" + i))
                    .post("/api/v1/companies")
                    .then()
                    .statusCode(202);
        }

        user(person)
                .body(Map.of("name", "one too many"))
                .post("/api/v1/companies")
                .then()
                .statusCode(429)
                .body("type", endsWith(":rate-limited"))
                .header("Retry-After", notNullValue());
        user(UUID.randomUUID())
                .body(Map.of("name", "another"))
                .post("/api/v1/companies")
                .then()
                .statusCode(202);
    }

    @Test
    void decisionsAreTold() {
        String submission = renaming(park(), "Told");
        approve(submission).then().statusCode(200);

        assertThat(TestDatabase.query("select data ->> 'status' from moderation.outbox where subject = '" + person
                        + "' and type = 'submission.decided' and data ->> 'submission_id' = '" + submission + "'"))
                .containsExactly("approved");
        io.restassured.RestAssured.given()
                .get("/q/metrics")
                .then()
                .body(containsString("moderation_queue_length"))
                .body(containsString("moderation_queue_oldest_seconds"))
                .body(containsString("moderation_decisions_total{decision=\"approved\",entity_type=\"park\"}"));
    }
}
