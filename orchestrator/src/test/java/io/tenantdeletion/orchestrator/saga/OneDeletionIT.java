package io.tenantdeletion.orchestrator.saga;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.tenantdeletion.commons.test.TestDatabase;
import io.tenantdeletion.commons.test.Tokens;
import io.tenantdeletion.orchestrator.OrchestratorTest;
import io.tenantdeletion.orchestrator.api.Api;
import io.tenantdeletion.orchestrator.fake.FakeTenant;
import io.tenantdeletion.orchestrator.fake.Reply;
import io.tenantdeletion.orchestrator.fake.Services;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Once rows may be gone there is one deletion of a tenant, and nothing but its completion ends it. */
@QuarkusTest
class OneDeletionIT extends OrchestratorTest {

    private final FakeTenant tenant = platform.tenant();

    @Test
    void whatHasBegunIsNeitherKeptBackNorTakenBack() {
        String job = halfDone();

        Api.post(tenant, Api.service(), Map.of("retention", "P30D"))
                .then()
                .statusCode(409)
                .body("type", endsWith(":deletion-begun"))
                .body("job_id", equalTo(job))
                .body("detail", containsString("goes on until it is completed"));
        Api.decide(job, "cancel", Api.as(Tokens.platformAdmin()))
                .then()
                .statusCode(409)
                .body("type", endsWith(":deletion-begun"));

        Api.job(job)
                .then()
                .body("status", equalTo("failed"))
                .body("waiting_for", equalTo("refused"))
                .body("waiting_since", notNullValue())
                .body("waiting_detail", containsString("pos: refused: status 400"))
                .body("waiting_detail", containsString("retry"))
                .body("_links", hasKey("retry"))
                .body("_links", not(hasKey("cancel")));
        assertThat(JsonPath.from(platform.suspension(tenant)).getString("job_id"))
                .isEqualTo(job);
    }

    @Test
    void aRetryAsksEveryServiceAgainAndDeletesWhatWasWrittenSince() {
        FakeTenant other = platform.tenant();
        String job = halfDone();
        platform.write("orders", tenant);

        Api.retry(job)
                .then()
                .statusCode(200)
                .body("status", equalTo("completed"))
                .body("service_results.orders.deleted_counts.things", equalTo(3 + 3))
                .body("service_results.sales.deleted_counts.things", equalTo(3))
                .body("total_items_deleted", equalTo(13 * 3 + 3));

        Services.PURGED.forEach(service ->
                assertThat(platform.purges(service, tenant)).as(service).hasSize(2));
        assertThat(platform.purges("tenant", tenant)).hasSize(1);
        assertThat(platform.purges(other)).isEmpty();
    }

    @Test
    void everyAttemptSuspendsFirstAndSaysWhetherThereIsAWayBack() {
        String job = halfDone();
        Api.retry(job);

        List<String> requests = platform.suspensions(tenant);
        assertThat(requests).hasSize(2);
        JsonPath first = JsonPath.from(requests.get(0));
        JsonPath second = JsonPath.from(requests.get(1));
        assertThat(first.getBoolean("purging")).isFalse();
        assertThat(second.getBoolean("purging")).isTrue();
        assertThat(second.getString("job_id")).isEqualTo(job);
        assertThat(second.getLong("token")).isGreaterThan(first.getLong("token"));
    }

    @Test
    void askingAgainGoesOnWithTheDeletionThatHasBegun() {
        String job = halfDone();

        Api.run(tenant).then().statusCode(200).body("job_id", equalTo(job)).body("status", equalTo("completed"));
        assertThat(jobs()).containsExactly(job);
    }

    @Test
    void afterItsCompletionAnotherOneMayCome() {
        String job = Api.run(tenant).path("job_id");
        platform.write("pos", tenant);

        Api.run(tenant)
                .then()
                .body("status", equalTo("completed"))
                .body("job_id", not(equalTo(job)))
                .body("service_results.pos.deleted_counts.things", equalTo(3))
                .body("total_items_deleted", equalTo(3));
    }

    @ParameterizedTest
    @ValueSource(strings = {"cancel", "anew"})
    void whatHasComeToNothingBeforeARowWasDeletedCanBeTakenBack(String way) {
        String job = refusedByAll();
        Api.job(job)
                .then()
                .body("status", equalTo("failed"))
                .body("waiting_detail", containsString("Nothing has been deleted, so it can still be cancelled."))
                .body("_links", hasKey("cancel"))
                .body("_links", hasKey("retry"));

        if (way.equals("cancel")) {
            Api.decide(job, "cancel", Api.as(Tokens.user(tenant.owner())))
                    .then()
                    .statusCode(200)
                    .body("status", equalTo("cancelled"))
                    .body("waiting_for", nullValue())
                    .body("_links", not(hasKey("retry")));
            assertThat(platform.suspension(tenant)).isNull();
        } else {
            Api.post(tenant, Api.service(), Map.of("retention", "P30D"))
                    .then()
                    .statusCode(202)
                    .body("status", equalTo("pending"))
                    .body("job_id", not(equalTo(job)));
            Api.retry(job).then().statusCode(409).body("type", endsWith(":deletion-job-open"));
        }
    }

    @Test
    void aLostAnswerCountsAsBegun() {
        Services.PURGED.forEach(service -> platform.onPurge(service, tenant, Reply.status(400)));
        platform.onPurge("pos", tenant, Reply.hangUp(), Reply.status(400));
        String job = Api.run(tenant)
                .then()
                .body("status", equalTo("failed"))
                .extract()
                .path("job_id");

        Api.decide(job, "cancel", Api.service()).then().statusCode(409).body("type", endsWith(":deletion-begun"));
    }

    @Test
    void theStoreItselfTakesNoSecondJobBesideOneThatHasBegun() {
        String job = halfDone();

        assertThat(TestDatabase.query("insert into orchestrator.deletion_jobs (job_id, tenant_id, status, created_at)"
                        + " values (gen_random_uuid(), '" + tenant.id() + "', 'pending', now())"
                        + " on conflict do nothing returning job_id"))
                .isEmpty();
        assertThat(jobs()).containsExactly(job);
    }

    /** A job that has failed after eleven services were purged. */
    private String halfDone() {
        platform.onPurge("pos", tenant, Reply.status(400), Reply.complete(3));
        return Api.run(tenant)
                .then()
                .body("status", equalTo("failed"))
                .body("services_completed", equalTo(11))
                .extract()
                .path("job_id");
    }

    private String refusedByAll() {
        Services.PURGED.forEach(service -> platform.onPurge(service, tenant, Reply.status(400)));
        return Api.run(tenant).path("job_id");
    }

    private List<String> jobs() {
        return TestDatabase.query(
                "select job_id from orchestrator.deletion_jobs where tenant_id = '" + tenant.id() + "'");
    }
}
