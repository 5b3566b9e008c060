package io.tenantdeletion.services.attractions;

import static io.tenantdeletion.services.attractions.Catalogue.approve;
import static io.tenantdeletion.services.attractions.Catalogue.company;
import static io.tenantdeletion.services.attractions.Catalogue.created;
import static io.tenantdeletion.services.attractions.Catalogue.deletionOf;
import static io.tenantdeletion.services.attractions.Catalogue.moderator;
import static io.tenantdeletion.services.attractions.Catalogue.park;
import static io.tenantdeletion.services.attractions.Catalogue.ride;
import static io.tenantdeletion.services.attractions.Catalogue.row;
import static io.tenantdeletion.services.attractions.Catalogue.submission;
import static io.tenantdeletion.services.attractions.Catalogue.submitted;
import static io.tenantdeletion.services.attractions.Catalogue.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tenantdeletion.commons.test.PlatformTestResource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What depends on what is deleted. */
@QuarkusTest
@WithTestResource(PlatformTestResource.class)
class DependantsIT {

    private final UUID person = UUID.randomUUID();

    @Test
    void thePreviewSaysWhatDependsOnIt() {
        String company = company();
        String park = park(Map.of("operator_id", company));
        for (int i = 0; i < 7; i++) {
            ride(park, Map.of("manufacturer_id", company));
        }

        user(person)
                .get("/api/v1/companies/{id}/deletion-preview", company)
                .then()
                .statusCode(200)
                .body("deletion_type", is("hard"))
                .body("hard_deletion_refused", is(true))
                .body("total_dependants", is(8))
                .body("dependants.kind", contains("parks", "rides"))
                .body("dependants.field_name", contains("operator_id", "manufacturer_id"))
                .body("dependants.count", contains(1, 7))
                .body("dependants.detachable", contains(true, true))
                .body("dependants[1].first.size()", is(5));
        user(person)
                .get("/api/v1/parks/{id}/deletion-preview", park())
                .then()
                .body("deletion_type", is("soft"))
                .body("hard_deletion_refused", is(false))
                .body("dependants", empty());
        user(person).get("/api/v1/parks/{id}/deletion-preview", person).then().statusCode(404);
    }

    @Test
    void aHardDeletionSaysWhatBecomesOfDependants() {
        String company = company();
        String park = park(Map.of("operator_id", company));
        String ride = ride(park, Map.of("manufacturer_id", company));

        moderator()
                .delete("/api/v1/companies/{id}", company)
                .then()
                .statusCode(409)
                .body("type", endsWith(":has-dependants"))
                .body("dependants.entity_type", contains("park", "ride"));
        moderator()
                .queryParam("dependants", "rides")
                .delete("/api/v1/companies/{id}", company)
                .then()
                .statusCode(400);
        moderator()
                .queryParam("dependants", "parks:detach", "rides:detach")
                .delete("/api/v1/companies/{id}", company)
                .then()
                .statusCode(200);

        moderator().get("/api/v1/parks/{id}", park).then().body("operator_id", nullValue());
        moderator().get("/api/v1/rides/{id}", ride).then().body("manufacturer_id", nullValue());
        moderator().get("/api/v1/companies/{id}", company).then().statusCode(404);
    }

    @Test
    void whatCannotDoWithoutIsDeletedAlongAllOrNothing() {
        String park = park();
        String ride = ride(park, Map.of());
        String review = created("reviews", Map.of("ride_id", ride, "rating", 4, "text", "Nice"));
        moderator()
                .queryParam("deletion_type", "hard")
                .queryParam("dependants", "rides:detach")
                .delete("/api/v1/parks/{id}", park)
                .then()
                .statusCode(409);
        moderator()
                .queryParam("deletion_type", "hard")
                .queryParam("dependants", "rides:delete", "reviews:detach")
                .delete("/api/v1/parks/{id}", park)
                .then()
                .statusCode(409)
                .body("dependants.entity_type", hasItem("review"));

        moderator()
                .queryParam("deletion_type", "hard")
                .queryParam("dependants", "rides:delete", "reviews:delete")
                .delete("/api/v1/parks/{id}", park)
                .then()
                .statusCode(200);

        for (String gone : List.of("parks/" + park, "rides/" + ride, "reviews/" + review)) {
            moderator().get("/api/v1/" + gone).then().statusCode(404);
        }
        moderator()
                .get("/api/v1/moderation/submissions/{id}", deletionOf(park))
                .then()
                .body("parts.entity_type", contains("review", "ride"));
    }

    @Test
    void aPendingOneIsAppliedTogetherOrNotAtAll() {
        String company = company();
        String model = created("ride-models", Map.of("name", "Model", "company_id", company));
        String deletion = submitted(
                user(person).queryParam("dependants", "ride-models:delete").delete("/api/v1/companies/{id}", company));
        List<String> before = row("ride_models", model);
        String late = park(Map.of("operator_id", company));

        approve(deletion).then().statusCode(409).body("type", endsWith(":has-dependants"));
        assertThat(row("ride_models", model)).isEqualTo(before);
        String part = submission(deletion).getString("parts[0].submission_id");
        approve(part)
                .then()
                .statusCode(409)
                .body("type", endsWith(":part-of-another-submission"))
                .body("part_of", is(deletion));

        moderator()
                .body("{\"operator_id\": null}")
                .patch("/api/v1/parks/{id}", late)
                .then()
                .statusCode(200);
        approve(deletion).then().statusCode(200);
        assertThat(row("ride_models", model)).isEmpty();
        assertThat(submission(part).getString("status")).isEqualTo("approved");
    }
}
