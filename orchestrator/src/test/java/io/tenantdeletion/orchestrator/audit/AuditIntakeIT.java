package io.tenantdeletion.orchestrator.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.tenantdeletion.orchestrator.OrchestratorTest;
import io.tenantdeletion.orchestrator.api.Api;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Events that services send. */
@QuarkusTest
class AuditIntakeIT extends OrchestratorTest {

    private final UUID subject = UUID.randomUUID();

    @Test
    void anEventBecomesALineThatNamesWhoReportedIt() {
        Map<String, Object> event = Audit.event(subject, "ownership.transferred");

        Audit.append(List.of(event)).then().statusCode(204);

        Map<String, Object> line = Audit.line("subject=" + subject);
        event.forEach((name, value) -> {
            if (!name.equals("detail")) {
                assertThat(line).containsEntry(name, value);
            }
        });
        assertThat(line.get("detail"))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
                .containsEntry("members", 12)
                .hasEntrySatisfying("reported_by", by -> assertThat((String) by).startsWith("service:"));
    }

    @Test
    void aLineNamesWhoReportedItOnBehalfOfWhomeverThatIs() {
        Api.service()
                .header("Deletion-On-Behalf-Of", UUID.randomUUID().toString())
                .contentType(ContentType.JSON)
                .body(Map.of("events", List.of(Audit.event(subject, "ownership.transferred"))))
                .post(Audit.PATH)
                .then()
                .statusCode(204);

        assertThat(Audit.line("subject=" + subject))
                .containsEntry("actor", "22222222-2222-4222-8222-222222222222")
                .extractingByKey("detail", org.assertj.core.api.InstanceOfAssertFactories.MAP)
                .containsEntry("reported_by", Audit.SERVICE);
    }

    @Test
    void eventsAreWrittenInTheirOrder() {
        List<Map<String, Object>> events = IntStream.range(0, 50)
                .mapToObj(n -> Audit.event(subject, "test.step_" + n))
                .toList();

        Audit.append(events).then().statusCode(204);

        assertThat(Audit.actions("subject=" + subject))
                .isEqualTo(events.stream().map(event -> event.get("action")).toList());
    }

    @Test
    void repeatedEventsAreWrittenOnce() {
        List<Map<String, Object>> events =
                List.of(Audit.event(subject, "test.first"), Audit.event(subject, "test.second"));

        Audit.append(events).then().statusCode(204);
        Audit.append(events).then().statusCode(204);
        Audit.append(List.of(events.get(1), Audit.event(subject, "test.third"), events.get(1)))
                .then()
                .statusCode(204);

        assertThat(Audit.actions("subject=" + subject)).containsExactly("test.first", "test.second", "test.third");
        assertThat(Audit.verification().getBoolean("valid")).isTrue();
    }

    @Test
    void whereOneIsMalformedNoneIsWritten() {
        Map<String, Object> bad = Audit.event(subject, "test.bad");
        bad.remove("actor");

        Audit.append(List.of(Audit.event(subject, "test.good"), bad))
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("detail", containsString("events[1]"));

        assertThat(Audit.lines("subject=" + subject).getInt("total")).isZero();
    }

    static Stream<Arguments> malformed() {
        return Stream.of(
                Arguments.of("event_id", null),
                Arguments.of("event_id", "nonsense"),
                Arguments.of("at", null),
                Arguments.of("at", "yesterday"),
                Arguments.of("at", "+1000000000-12-31T23:59:59Z"),
                Arguments.of("at", "0001-01-01T00:00:00Z"),
                Arguments.of("actor", ""),
                Arguments.of("actor", "Jane Doe"),
                Arguments.of("actor", "a".repeat(201)),
                Arguments.of("source", "Jane's computer"),
                Arguments.of("action", null),
                Arguments.of("action", "Transferred!"),
                Arguments.of("action", "transferred"),
                Arguments.of("subject", "nonsense"),
                Arguments.of("job_id", "nonsense"),
                Arguments.of("outcome", null),
                Arguments.of("outcome", "perhaps"),
                Arguments.of("reason", "r".repeat(1001)),
                Arguments.of("reason", "zero \u0000 byte"),
                Arguments.of("detail", Map.of("text", "d".repeat(4001))),
                Arguments.of("detail", Map.of("text", List.of("zero \u0000 byte"))),
                Arguments.of("detail", "text"));
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void malformedEventsAreRefused(String member, Object value) {
        Map<String, Object> event = Audit.event(subject, "test.bad");
        event.put(member, value);

        Audit.append(List.of(event)).then().statusCode(400).contentType("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "[]",
                "{}",
                "{\"events\": null}",
                "{\"events\": []}",
                "{\"events\": [null]}",
                "{\"events\": {}}"
            })
    void malformedBodiesAreRefused(String body) {
        Api.service()
                .contentType(ContentType.JSON)
                .body(body)
                .post(Audit.PATH)
                .then()
                .statusCode(400)
                .contentType("application/problem+json");
    }

    @Test
    void moreThanFiftyEventsAreRefused() {
        Audit.append(new ArrayList<>(Collections.nCopies(51, Audit.event(subject, "test.many"))))
                .then()
                .statusCode(400);
    }

    @Test
    void oddTextSurvives() {
        Map<String, Object> event = Audit.event(subject, "test.odd");
        event.put("reason", "ñandú \"quoted\" \\u0000 😀\ttab");
        event.put("detail", Map.of("a\"b", List.of(1, 2.50, true, "x\\y")));

        Audit.append(List.of(event)).then().statusCode(204);

        JsonPath lines = Audit.lines("subject=" + subject);
        assertThat(lines.getString("items[0].reason")).isEqualTo(event.get("reason"));
        assertThat(Audit.verification().getBoolean("valid")).isTrue();
    }
}
