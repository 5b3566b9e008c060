package io.tenantdeletion.orchestrator.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.tenantdeletion.commons.test.Tokens;
import io.tenantdeletion.orchestrator.api.Api;
import io.tenantdeletion.orchestrator.fake.FakePlatform;
import io.tenantdeletion.orchestrator.fake.FakeTenant;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;

/** Replays as tests call them. */
final class Replays {

    private Replays() {}

    static String path(String service) {
        return "/api/v1/services/" + service + "/replay-erasures";
    }

    static Response start(String service, Instant since) {
        return Api.as(Tokens.platformAdmin())
                .queryParam("since", since.toString())
                .post(path(service));
    }

    /** Starts one and gives its id. */
    static String started(String service, Instant since) {
        return start(service, since).then().statusCode(202).extract().path("replay_id");
    }

    static JsonPath read(String service, String id) {
        return Api.service()
                .get(path(service) + "/" + id)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    static JsonPath await(String service, String id, String status) {
        Awaitility.await().until(() -> read(service, id).getString("status").equals(status));
        return read(service, id);
    }

    /** Waits until a replay waits for this. */
    static JsonPath awaitWaiting(String service, String id, String reason) {
        Awaitility.await().until(() -> reason.equals(read(service, id).getString("waiting_for")));
        return read(service, id);
    }

    static Response cancel(String service, String id) {
        return Api.as(Tokens.platformAdmin()).post(path(service) + "/" + id + "/cancel");
    }

    /** A tenant that a job has erased, and that the tenant service knows no more. */
    static FakeTenant erased() {
        FakeTenant tenant = FakePlatform.get().tenant();
        Api.run(tenant).then().body("status", equalTo("completed"));
        FakePlatform.get().forget(tenant);
        return tenant;
    }

    /** Ends those that are in progress. */
    static void cancelAll(String service) {
        Api.as(Tokens.platformAdmin())
                .get(path(service))
                .jsonPath()
                .<String>getList("findAll { it.status == 'in_progress' }.replay_id")
                .forEach(open -> cancel(service, open).then().statusCode(200));
    }

    /** The finding about this subject. */
    static JsonPath finding(UUID subject) {
        JsonPath all = Api.as(Tokens.platformAdmin())
                .get("/api/v1/findings?page_size=100")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        Map<String, ?> found = all.getMap("items.find { it.subject_id == '" + subject + "' }");
        assertThat(found).isNotNull();
        return JsonPath.from(io.vertx.core.json.Json.encode(found));
    }
}
