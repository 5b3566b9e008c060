package io.tenantdeletion.orchestrator.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.tenantdeletion.commons.test.Tokens;
import io.tenantdeletion.orchestrator.OrchestratorTest;
import io.tenantdeletion.orchestrator.fake.FakeTenant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Finding and reading jobs. */
@QuarkusTest
class ReadsIT extends OrchestratorTest {

    private final FakeTenant tenant = platform.tenant();

    @Test
    void aJobHasExactlyTheDocumentedFields() {
        JsonPath job = Api.run(tenant).jsonPath();

        assertThat(job.getMap("$").keySet())
                .containsExactlyInAnyOrderElementsOf(List.of(
                        "job_id",
                        "kind",
                        "tenant_id",
                        "user_id",
                        "tenant_name",
                        "initiated_by",
                        "reason",
                        "status",
                        "waiting_for",
                        "waiting_since",
                        "waiting_detail",
                        "next_attempt_at",
                        "legal_hold",
                        "due_at",
                        "approval",
                        "progress",
                        "total_items_deleted",
                        "services_completed",
                        "services_failed",
                        "expected_items",
                        "phase",
                        "phases",
                        "service_results",
                        "error_log",
                        "created_at",
                        "started_at",
                        "completed_at",
                        "duration",
                        "restore",
                        "_links"));
        assertThat(job.getMap("service_results.pos").keySet().stream().map(Object::toString))
                .containsExactlyInAnyOrder("status", "attempts", "deleted_counts", "errors", "duration");
        assertThat(job.getMap("service_results")).hasSize(13);
    }

    @Test
    void theInitiatorStillSeesTheJobWhenTheTenantIsGone() {
        String job = Api.run(tenant).path("job_id");
        platform.forget(tenant);

        Api.as(Tokens.user(tenant.owner())).get(Api.JOBS + "/" + job).then().statusCode(200);
        Api.as(Tokens.user(tenant.owner()))
                .get(Api.JOBS + "/tenant/" + tenant.id() + "/latest")
                .then()
                .statusCode(200);
        Api.as(Tokens.user(tenant.admin())).get(Api.JOBS + "/" + job).then().statusCode(403);
    }

    @Test
    void aTenantWithoutAJobHasNone() {
        Api.as(Tokens.user(tenant.owner()))
                .get(Api.JOBS + "/tenant/" + tenant.id() + "/latest")
                .then()
                .statusCode(404);
    }

    @Test
    void pagesAreNewestFirstAndDoNotOverlap() {
        List<String> made = List.of(
                Api.run(platform.tenant()).path("job_id"),
                Api.run(platform.tenant()).path("job_id"),
                Api.run(platform.tenant()).path("job_id"));

        List<String> first = page(1, 2).getList("items.job_id");
        JsonPath second = page(2, 2);

        assertThat(first).containsExactly(made.get(2), made.get(1));
        assertThat(second.<String>getList("items.job_id"))
                .startsWith(made.get(0))
                .hasSizeLessThanOrEqualTo(2);
        assertThat(second.getInt("page")).isEqualTo(2);
        assertThat(second.getInt("page_size")).isEqualTo(2);
        assertThat(second.getInt("total")).isGreaterThanOrEqualTo(3);
        assertThat(page(999_999, 2).getList("items")).isEmpty();
    }

    @Test
    void pagesAreFilteredByStatus() {
        Api.run(tenant);

        Api.service()
                .get(Api.JOBS + "?status=completed")
                .then()
                .statusCode(200)
                .body("items.status", everyItem(equalTo("completed")))
                .body("total", greaterThanOrEqualTo(1));
        Api.service().get(Api.JOBS + "?status=rolled_back").then().body("total", equalTo(0));
    }

    @Test
    void ownersFindTheirOwnJobsAndNobodyElsesWhateverTheyAskFor() {
        String own = Api.run(tenant).path("job_id");
        Api.run(platform.tenant());

        for (String query : new String[] {"", "?mine=true", "?mine=false"}) {
            Api.as(Tokens.user(tenant.owner()))
                    .get(Api.JOBS + query)
                    .then()
                    .statusCode(200)
                    .body("items.job_id", equalTo(List.of(own)))
                    .body("total", equalTo(1));
        }
        Api.as(Tokens.user(UUID.randomUUID()))
                .get(Api.JOBS)
                .then()
                .statusCode(200)
                .body("items", empty());
    }

    @Test
    void thoseWhoAreDeletedFindTheJobThatDeletesThem() {
        UUID user = platform.user();
        String job = Api.deleteUser(user).path("job_id");

        Api.as(Tokens.user(user)).get(Api.JOBS).then().body("items.job_id", equalTo(List.of(job)));
    }

    @Test
    void platformAdminsAskForTheirOwn() {
        UUID admin = UUID.randomUUID();
        Api.run(tenant);

        Api.as(Tokens.platformAdmin(admin)).get(Api.JOBS + "?mine=true").then().body("total", equalTo(0));
        Api.as(Tokens.platformAdmin(admin)).get(Api.JOBS).then().body("total", greaterThanOrEqualTo(1));
        Api.service().get(Api.JOBS + "?mine=true").then().statusCode(403);
        Api.service().get(Api.JOBS + "?mine=yes").then().statusCode(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {Api.JOBS + "?state=failed", "/api/v1/audit?actr=x", Api.JOBS + "?status=failed&Page=2"})
    void whatIsNoFilterIsRefusedAndTheFiltersAreNamed(String list) {
        Api.as(Tokens.platformAdmin())
                .get(list)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", endsWith(":invalid-request"))
                .body("detail", containsString("page, page_size"));
    }

    @Test
    void aMisspelledRetentionStartsNothing() {
        UUID user = platform.user();

        Api.deleteUser(user, Api.as(Tokens.platformAdmin()).queryParam("retenton", "30d"))
                .then()
                .statusCode(400)
                .body("detail", containsString("retention"));

        Api.service().get(Api.JOBS + "/user/" + user + "/latest").then().statusCode(404);
    }

    private static JsonPath page(int page, int size) {
        return Api.service()
                .get(Api.JOBS + "?page=" + page + "&page_size=" + size)
                .jsonPath();
    }
}
