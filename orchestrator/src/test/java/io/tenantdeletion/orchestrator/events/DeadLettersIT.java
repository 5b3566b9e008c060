package io.tenantdeletion.orchestrator.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import io.tenantdeletion.commons.test.TestDatabase;
import io.tenantdeletion.commons.test.Tokens;
import io.tenantdeletion.orchestrator.OrchestratorTest;
import io.tenantdeletion.orchestrator.api.Api;
import io.tenantdeletion.orchestrator.audit.Audit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Operators see what could not be delivered, and have it sent again. */
@QuarkusTest
class DeadLettersIT extends OrchestratorTest {

    private static final String PATH = "/api/v1/events/dead-letters";

    /** Of a sink that no replica has, so that nothing moves by itself. */
    private final String sink = "test:" + UUID.randomUUID();

    @Test
    void areListedTheNewestFirstAndReplayed() {
        UUID first = dead(1);
        UUID second = dead(2);

        admin().get(PATH + "?sink=" + sink + "&page_size=1")
                .then()
                .statusCode(200)
                .body("total", equalTo(2))
                .body("items.event_id", contains(second.toString()))
                .body("items[0].sink", equalTo(sink))
                .body("items[0].reason", equalTo("given up: away"))
                .body("items[0].status", equalTo("dead"));

        admin().post(PATH + "/" + sink + "/" + first + "/replay")
                .then()
                .statusCode(200)
                .body("replayed", equalTo(1));
        assertThat(status(first)).isEqualTo("pending 0");
        assertThat(TestDatabase.query("select 1 from orchestrator.delivery_lane where sink = '" + sink + "'"))
                .hasSize(1);
        admin().post(PATH + "/" + sink + "/" + first + "/replay")
                .then()
                .statusCode(404)
                .contentType("application/problem+json");
        admin().post(PATH + "/" + sink + "/replay").then().statusCode(200).body("replayed", equalTo(1));
        assertThat(status(second)).isEqualTo("pending 0");
        admin().get(PATH + "?sink=" + sink).then().body("total", equalTo(0));
        await().untilAsserted(() -> assertThat(
                        Audit.lines("action=dead_letters.replayed")
                                .<Map<String, Object>>getList("items.detail")
                                .stream()
                                .filter(detail -> sink.equals(detail.get("sink"))))
                .containsExactlyInAnyOrder(
                        Map.of("sink", sink, "event_id", first.toString(), "replayed", 1),
                        Map.of("sink", sink, "replayed", 1)));
    }

    @Test
    void areForPlatformAdmins() {
        for (String token : List.of(Tokens.service(), Tokens.user(UUID.randomUUID()))) {
            Api.as(token).get(PATH).then().statusCode(403);
            Api.as(token).post(PATH + "/" + sink + "/replay").then().statusCode(403);
        }
        admin().post(PATH + "/" + sink + "/1/replay").then().statusCode(400);
        admin().get(PATH + "?page=0").then().statusCode(400);
    }

    @Test
    void deliveryIsPartOfReadiness() {
        RestAssured.get("/q/health/ready")
                .then()
                .statusCode(200)
                .body("checks.find { it.name == 'Event delivery' }.status", equalTo("UP"));
    }

    private UUID dead(int position) {
        UUID event = UUID.randomUUID();
        UUID subject = UUID.randomUUID();
        TestDatabase.execute("""
                insert into orchestrator.outbox (id, type, source, subject, time, data, fanned_out_at)
                values ('%1$s', 'tenant.deleted', 'test', '%2$s', now(), '{}', now());
                insert into orchestrator.delivery (event_id, sink, position, subject, status, attempts, reason)
                values ('%1$s', '%3$s', %4$d, '%2$s', 'dead', 5, 'given up: away')
                """.formatted(event, subject, sink, position));
        return event;
    }

    private static String status(UUID event) {
        return TestDatabase.query(
                        "select status || ' ' || attempts from orchestrator.delivery where event_id = '" + event + "'")
                .get(0);
    }

    private static RequestSpecification admin() {
        return Api.as(Tokens.platformAdmin());
    }
}
