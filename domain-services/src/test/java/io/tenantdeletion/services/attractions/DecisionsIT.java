package io.tenantdeletion.services.attractions;

import static io.tenantdeletion.services.attractions.Catalogue.SUBMISSION;
import static io.tenantdeletion.services.attractions.Catalogue.SUBMISSIONS;
import static io.tenantdeletion.services.attractions.Catalogue.approve;
import static io.tenantdeletion.services.attractions.Catalogue.moderator;
import static io.tenantdeletion.services.attractions.Catalogue.otherModerator;
import static io.tenantdeletion.services.attractions.Catalogue.park;
import static io.tenantdeletion.services.attractions.Catalogue.renaming;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Deciding: once, only on what is still as it was, many at a time; and who is told. */
@QuarkusTest
@WithTestResource(PlatformTestResource.class)
class DecisionsIT {

    private static final int ROUNDS = 50;

    private final UUID person = UUID.randomUUID();

    @Test
    void oneOfTwoModeratorsWins() throws Exception {
        ExecutorService two = Executors.newFixedThreadPool(2);
        try {
            for (int round = 0; round < ROUNDS; round++) {
                String park = park();
                String submission = renaming(person, park, "Round " + round);
                boolean rejects = round % 2 == 1;
                CompletableFuture<Response> one = CompletableFuture.supplyAsync(() -> approve(submission), two);
                CompletableFuture<Response> other = CompletableFuture.supplyAsync(
                        () -> rejects
                                ? otherModerator().body(Map.of("reason", "No")).post(SUBMISSION + "/reject", submission)
                                : otherModerator().post(SUBMISSION + "/approve", submission),
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
        String update = renaming(person, first, "Renamed");
        String deletion = submitted(user(person).delete("/api/v1/parks/{id}", first));
        approve(update).then().statusCode(200);
        approve(deletion).then().statusCode(200);
        moderator()
                .get("/api/v1/parks/{id}", first)
                .then()
                .body("name", is("Renamed"))
                .body("status", is("closed"));

        String second = park(Map.of("name", "Second"));
        String later = renaming(person, second, "Renamed");
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
                .get(SUBMISSION, update)
                .then()
                .body("entity_exists", is(false))
                .body("comparison[0].current_value", nullValue());
        moderator()
                .body(Map.of("reason", "Gone"))
                .post(SUBMISSION + "/reject", update)
                .then()
                .statusCode(200);
    }

    @Test
    void manyAtOnceEachWithItsResult() {
        List<String> ids = new ArrayList<>();
        String conflicting = null;
        for (int i = 0; i < 5; i++) {
            String park = park();
            conflicting = renaming(person, park, "Bulk " + i);
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
        refusesAtOnce(Map.of("action", "approve", "ids", tooMany));
        refusesAtOnce(Map.of("action", "reject", "ids", parks));
        refusesAtOnce(Map.of("action", "delete", "ids", parks));
        refusesAtOnce(Map.of("action", "burn", "ids", parks));
    }

    private static void refusesAtOnce(Map<String, Object> body) {
        moderator().body(body).post(SUBMISSIONS + "/bulk").then().statusCode(400);
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
        String submission = renaming(person, park(), "Told");
        approve(submission).then().statusCode(200);

        assertThat(TestDatabase.query("select data ->> 'status' from moderation.outbox where subject = '" + person
                        + "' and type = 'submission.decided' and data ->> 'submission_id' = '" + submission + "'"))
                .containsExactly("approved");
        assertThat(TestDatabase.query("select data ->> 'action' from moderation.outbox where type = 'audit.line'"
                        + " and data #>> '{detail,submission_id}' = '" + submission + "' order by position"))
                .containsExactly("submission.submitted", "submission.approved", "submission.applied");
        io.restassured.RestAssured.given()
                .get("/q/metrics")
                .then()
                .body(containsString("moderation_queue_length"))
                .body(containsString("moderation_queue_oldest_seconds"))
                .body(containsString("moderation_decisions_total{decision=\"approved\",entity_type=\"park\"}"));
    }
}
