package io.tenantdeletion.orchestrator.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.tenantdeletion.commons.test.Tokens;
import io.tenantdeletion.orchestrator.OrchestratorTest;
import io.tenantdeletion.orchestrator.fake.FakeTenant;
import io.tenantdeletion.orchestrator.fake.Reply;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists of jobs, and what their callers may do about each. */
@QuarkusTest
class JobListIT extends OrchestratorTest {

    private final FakeTenant tenant = platform.tenant();

    @Test
    void aTenantsJobsAreListedNewestFirst() {
        // Given
        String first = Api.run(tenant).path("job_id");
        platform.write("pos", tenant);
        String second = Api.run(tenant).path("job_id");

        // Then
        Api.as(Tokens.user(tenant.admin()))
                .get(Api.JOBS + "/tenant/" + tenant.id() + "?page_size=1")
                .then()
                .statusCode(200)
                .body("items.job_id", contains(second))
                .body("total", equalTo(2));
        Api.service()
                .get(Api.JOBS + "/tenant/" + tenant.id() + "?page=2&page_size=1")
                .then()
                .body("items.job_id", contains(first));
        Api.service()
                .get(Api.JOBS + "/tenant/" + tenant.id() + "/latest")
                .then()
                .body("job_id", equalTo(second));
    }

    @Test
    void whoHasAskedForAJobFindsItWhenTheTenantIsGone() {
        String job = Api.run(tenant).path("job_id");
        platform.forget(tenant);
        String path = Api.JOBS + "/tenant/" + tenant.id();

        Api.as(Tokens.user(tenant.owner())).get(path).then().body("items.job_id", contains(job));
        Api.as(Tokens.user(tenant.admin())).get(path).then().statusCode(403);
        Api.as(Tokens.user(UUID.randomUUID())).get(path).then().statusCode(403);
    }

    @Test
    void aTenantWithoutJobsHasAnEmptyList() {
        Api.as(Tokens.user(tenant.owner()))
                .get(Api.JOBS + "/tenant/" + tenant.id())
                .then()
                .statusCode(200)
                .body("items", empty())
                .body("total", equalTo(0));
    }

    @Test
    void aUsersJobsAreForThatUser() {
        UUID user = platform.user();
        String job = Api.deleteUser(user).path("job_id");
        String path = Api.JOBS + "/user/" + user;

        Api.as(Tokens.user(user)).get(path).then().body("items.job_id", contains(job));
        Api.service().get(Api.JOBS + "?user_id=" + user).then().body("items.job_id", contains(job));
        Api.as(Tokens.user(UUID.randomUUID())).get(path).then().statusCode(403);
    }

    @Test
    void jobsAreFilteredByTenantAndTime() {
        Instant before = Instant.now();
        String job = Api.run(tenant).path("job_id");
        String of = Api.JOBS + "?tenant_id=" + tenant.id();

        Api.service().get(of).then().body("items.job_id", contains(job));
        Api.service().get(of + "&from=" + before.minusSeconds(60)).then().body("total", equalTo(1));
        Api.service().get(of + "&to=" + before.minusSeconds(60)).then().body("total", equalTo(0));
        Api.service().get(of + "&status=failed").then().body("total", equalTo(0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tenant_id=x",
                "user_id=x",
                "from=yesterday",
                "to=2026-01-01",
                "tenant_id=",
                "status=done",
                "from=2026-02-01T00:00:00Z&to=2026-01-01T00:00:00Z"
            })
    void aMalformedFilterIsRefused(String query) {
        Api.service().get(Api.JOBS + "?" + query).then().statusCode(400);
    }

    @Test
    void linksAreWhatTheCallerMayDo() {
        // Given
        String job = Api.post(tenant, Api.service(), Map.of("retention", "P1D")).path("job_id");

        // Then
        assertThat(links(job, Tokens.user(tenant.owner()))).containsOnlyKeys("self", "report", "progress", "cancel");
        assertThat(links(job, Tokens.user(tenant.admin()))).containsOnlyKeys("self", "report", "progress");
        assertThat(links(job, Tokens.service())).containsOnlyKeys("self", "report", "progress", "cancel");
    }

    @Test
    void aFailedJobIsRetriedByItsInitiatorAndAbortedByNobody() {
        platform.onPurge("pos", tenant, Reply.status(400));
        String job = Api.run(tenant).path("job_id");

        assertThat(links(job, Tokens.user(tenant.owner()))).containsOnlyKeys("self", "report", "progress", "retry");
        assertThat(links(job, Tokens.user(tenant.admin()))).containsOnlyKeys("self", "report", "progress");
        assertThat(links(job, Tokens.platformAdmin())).containsOnlyKeys("self", "report", "progress", "retry");
    }

    @Test
    void expectedItemsAreWhatWasCountedWhenTheJobBegan() {
        platform.onPreview("pos", tenant, Reply.preview(17));

        JsonPath job = Api.post(tenant, Api.as(Tokens.platformAdmin()).header("Prefer", "wait=20"))
                .jsonPath();

        assertThat(job.getLong("expected_items")).isGreaterThanOrEqualTo(17);
    }

    @Test
    void expectedItemsOfAServicesJobAreCountedToo() {
        platform.onPreview("pos", tenant, Reply.preview(17));

        assertThat(Api.run(tenant).jsonPath().getLong("expected_items")).isGreaterThanOrEqualTo(17);
    }

    @Test
    void aServicesJobBeginsWithoutWhereNobodyCanSay() {
        platform.onPreview("pos", tenant, Reply.status(503));

        JsonPath job = Api.run(tenant).jsonPath();

        assertThat(job.getString("status")).isEqualTo("completed");
        assertThat(job.<Object>get("expected_items")).isNull();
    }

    private static Map<String, Object> links(String job, String token) {
        return Api.as(token).get(Api.JOBS + "/" + job).jsonPath().getMap("_links");
    }
}
