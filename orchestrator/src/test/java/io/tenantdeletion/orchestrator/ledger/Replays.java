package io.tenantdeletion.orchestrator.ledger;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.tenantdeletion.commons.test.Tokens;
import io.tenantdeletion.orchestrator.api.Api;
import java.time.Instant;
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
}
