package io.tenantdeletion.services.attractions;

import static io.tenantdeletion.services.attractions.Catalogue.approve;
import static io.tenantdeletion.services.attractions.Catalogue.moderator;
import static io.tenantdeletion.services.attractions.Catalogue.otherModerator;
import static io.tenantdeletion.services.attractions.Catalogue.park;
import static io.tenantdeletion.services.attractions.Catalogue.submission;
import static io.tenantdeletion.services.attractions.Catalogue.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.tenantdeletion.commons.test.PlatformTestResource;
import io.tenantdeletion.commons.test.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Deletions for later: applied once, and cancellable until then. */
@QuarkusTest
@WithTestResource(PlatformTestResource.class)
class ScheduleIT {

    private static final String ONE = "/api/v1/moderation/submissions/{id}";

    private final UUID person = UUID.randomUUID();

    private static Response deleteAt(RequestSpecification who, String park, Instant time) {
        return who.queryParam("effective_at", time.toString()).delete("/api/v1/parks/{id}", park);
    }

    private static Instant inAMoment() {
        return Instant.now().plus(Duration.ofMillis(1500));
    }

    private static Instant inAYear() {
        return Instant.now().plus(Duration.ofDays(365));
    }

    private static void makeDue(String submission) {
        TestDatabase.execute("update moderation.submissions set effective_at = now() where id = '" + submission + "'");
    }

    private static int attempts(String submission) {
        return Integer.parseInt(TestDatabase.query(
                        "select coalesce(attempts, 0) from moderation.submissions where id = '" + submission + "'")
                .get(0));
    }

    private static String status(String park) {
        return moderator().get("/api/v1/parks/{id}", park).path("status");
    }

    @Test
    void aModeratorsIsAppliedWhenItsTimeHasCome() {
        String park = park();

        String submission = deleteAt(moderator(), park, inAMoment())
                .then()
                .statusCode(202)
                .body("status", is("approved"))
                .body("message", startsWith("Park deletion scheduled for "))
                .extract()
                .path("submission_id");
        assertThat(status(park)).isEqualTo("operating");

        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> status(park).equals("closed"));
        assertThat(submission(submission).getString("applied_at")).isNotNull();
    }

    @Test
    void anApprovedOneWaitsAndCanBeCancelled() {
        String park = park();
        String submission = deleteAt(user(person), park, inAYear())
                .then()
                .statusCode(202)
                .extract()
                .path("submission_id");
        approve(submission).then().statusCode(200).body("status", is("approved"));
        assertThat(status(park)).isEqualTo("operating");

        user(person).post(ONE + "/withdraw", submission).then().statusCode(200);

        makeDue(submission);
        String another = park();
        makeDue(deleteAt(moderator(), another, inAYear()).path("submission_id"));
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> status(another).equals("closed"));
        assertThat(status(park)).isEqualTo("operating");
    }

    @Test
    void anotherModeratorMayCancel() {
        String park = park();
        String submission = deleteAt(moderator(), park, inAYear()).path("submission_id");

        otherModerator()
                .post(ONE + "/withdraw", submission)
                .then()
                .statusCode(200)
                .body("status", is("withdrawn"));
        otherModerator().post(ONE + "/withdraw", submission).then().statusCode(409);
    }

    @Test
    void whatCannotBeAppliedAnyMoreIsRejectedOnce() {
        String park = park();
        String submission = deleteAt(user(person), park, inAYear()).path("submission_id");
        approve(submission).then().statusCode(200);
        moderator()
                .body(Map.of("status", "defunct"))
                .patch("/api/v1/parks/{id}", park)
                .then()
                .statusCode(200);
        makeDue(submission);

        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> submission(submission).getString("status").equals("rejected"));
        assertThat(submission(submission).getString("decision_reason")).contains("status");
        assertThat(status(park)).isEqualTo("defunct");
    }

    @Test
    void oneThatFailsForNoReasonOfItsOwnHoldsUpNoOtherAndIsAppliedLater() {
        // Given
        String stuck = park();
        String free = park();
        TestDatabase.execute("""
                create function attractions.stuck() returns trigger language plpgsql as $$
                begin
                  raise exception using errcode = '53100', message = 'the disk is full';
                end $$;
                create trigger stuck before update on attractions.parks
                  for each row when (old.id = '%s') execute function attractions.stuck()
                """.formatted(stuck));
        try {
            String first = deleteAt(moderator(), stuck, inAYear()).path("submission_id");
            String second = deleteAt(moderator(), free, inAYear()).path("submission_id");

            // When
            makeDue(first);
            makeDue(second);

            // Then
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> status(free).equals("closed"));
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> attempts(first) >= 2);
            assertThat(submission(first).getString("status")).isEqualTo("approved");
            assertThat(status(stuck)).isEqualTo("operating");
        } finally {
            TestDatabase.execute("drop function attractions.stuck cascade");
        }

        // Then
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> status(stuck).equals("closed"));
    }

    @Test
    void takesOnlyTimesToCome() {
        String park = park();

        deleteAt(moderator(), park, Instant.now().minusSeconds(1)).then().statusCode(400);
        moderator()
                .queryParam("effective_at", "soon")
                .delete("/api/v1/parks/{id}", park)
                .then()
                .statusCode(400);
    }
}
