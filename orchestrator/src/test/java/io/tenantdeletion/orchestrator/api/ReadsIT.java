package io.tenantdeletion.orchestrator.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.tenantdeletion.commons.test.Tokens;
import io.tenantdeletion.orchestrator.OrchestratorTest;
import io.tenantdeletion.orchestrator.fake.FakeTenant;
import java.util.List;
import org.junit.jupiter.api.Test;

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

    private static JsonPath page(int page, int size) {
        return Api.service()
                .get(Api.JOBS + "?page=" + page + "&page_size=" + size)
                .jsonPath();
    }
}
