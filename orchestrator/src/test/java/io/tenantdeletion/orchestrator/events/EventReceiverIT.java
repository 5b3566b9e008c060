package io.tenantdeletion.orchestrator.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.tenantdeletion.commons.delivery.Event;
import io.tenantdeletion.commons.test.TestDatabase;
import io.tenantdeletion.commons.test.Tokens;
import io.tenantdeletion.orchestrator.OrchestratorTest;
import io.tenantdeletion.orchestrator.api.Api;
import io.tenantdeletion.orchestrator.fake.FakeTenant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Events that services tell. */
@QuarkusTest
class EventReceiverIT extends OrchestratorTest {

    private final UUID subject = UUID.randomUUID();

    @Test
    void takesAnEventOnceHoweverOftenItIsSent() {
        Map<String, Object> event = event("ownership.transferred", Map.of("new_owner_id", UUID.randomUUID()));

        for (int time = 0; time < 2; time++) {
            tell(event)
                    .then()
                    .statusCode(200)
                    .body("results", contains(Map.of("id", event.get("id"), "status", "accepted")));
        }

        assertThat(told()).containsExactly("ownership.transferred");
    }

    @Test
    void aTenantIsGoneWhenItsJobHasCompletedAndWithTheCountsOfAll() {
        FakeTenant tenant = platform.tenant();
        Response pending = Api.post(tenant, Api.as(Tokens.platformAdmin()), Map.of("retention", "30d"));
        String job = pending.path("job_id");
        Map<String, Object> early = new HashMap<>(event("tenant.deleted", Map.of("job_id", job)));
        early.put("id", Event.id("tenant.deleted", UUID.fromString(job)).toString());
        Map<String, Object> behind = event("subscription.cancelled", Map.of());

        tell(early, behind).then().statusCode(200).body("results.status", contains("retry", "retry"));
        assertThat(told()).isEmpty();
        Api.decide(job, "cancel", Api.as(Tokens.platformAdmin())).then().statusCode(200);

        tell(early, behind).then().body("results.status", contains("accepted", "accepted"));
        assertThat(told()).containsExactly("tenant.deleted", "subscription.cancelled");
    }

    @Test
    void aTenantIsGoneBehindEverythingThatTheTenantServiceToldOfIt() {
        // Given
        FakeTenant tenant = platform.tenant();
        String job = Api.run(tenant).path("job_id");
        Map<String, Object> cancelled = about(tenant, "subscription.cancelled", Map.of());
        Map<String, Object> gone = about(tenant, "tenant.deleted", Map.of("job_id", job));
        gone.put("id", Event.id("tenant.deleted", UUID.fromString(job)).toString());
        assertThat(told(tenant.id(), "held_since is not null")).containsExactly("tenant.deleted");

        // When
        tell(cancelled).then().body("results.status", contains("accepted"));
        tell(about(tenant, "tenant.deleted", Map.of("job_id", job)))
                .then()
                .body("results.status", contains("accepted"));

        // Then
        assertThat(told(tenant.id(), "held_since is not null"))
                .as("an event of another id lets nothing go")
                .containsExactly("tenant.deleted");

        // When
        tell(gone).then().body("results.status", contains("accepted"));

        // Then
        assertThat(told(tenant.id(), "source = 'orchestrator' or type <> 'tenant.deleted'"))
                .containsExactly("tenant.deletion_requested", "subscription.cancelled", "tenant.deleted");
        assertThat(told(tenant.id(), "held_since is not null")).isEmpty();
    }

    @Test
    void whatTheOrchestratorTellsBehindItWaitsWithIt() {
        FakeTenant tenant = platform.tenant();
        Api.run(tenant);

        Api.post(tenant, Api.as(Tokens.platformAdmin()), Map.of("retention", "30d"))
                .then()
                .statusCode(202);

        assertThat(told(tenant.id(), "held_since is not null"))
                .containsExactly("tenant.deleted", "tenant.deletion_requested");
    }

    @Test
    void aTenantThatWasDeletedWithoutAJobIsTakenAsItIs() {
        tell(event("tenant.deleted", Map.of())).then().body("results.status", contains("accepted"));
        tell(event("tenant.deleted", Map.of("job_id", UUID.randomUUID())))
                .then()
                .body("results.status", contains("accepted"));

        assertThat(told()).hasSize(2);
    }

    @ParameterizedTest
    @MethodSource
    void refusesWhatIsNoneAndTakesTheOthers(String member, Object value, String reason) {
        Map<String, Object> bad = new HashMap<>(event("ownership.transferred", Map.of()));
        bad.put(member, value);
        Map<String, Object> good = event("ownership.transferred", Map.of());

        tell(bad, good)
                .then()
                .statusCode(200)
                .body("results.status", contains("refused", "accepted"))
                .body("results[0].reason", equalTo(reason));
    }

    static Stream<Arguments> refusesWhatIsNoneAndTakesTheOthers() {
        return Stream.of(
                Arguments.of("specversion", "0.3", "specversion is 1.0."),
                Arguments.of("type", "Anything", "type takes lower-case words joined by dots."),
                Arguments.of("type", "tenant.deletion_failed", "events of this type are the orchestrator's."),
                Arguments.of("source", "who knows", "source takes a name."),
                Arguments.of("subject", 7, "subject is needed."),
                Arguments.of("data", "text", "data takes ids, counts, times and words."),
                Arguments.of("data", Map.of("name", "Jane Doe"), "data takes ids, counts, times and words."),
                Arguments.of("data", Map.of("mail", "jane@example.com"), "data takes ids, counts, times and words."));
    }

    @Test
    void isForServicesAndBounded() {
        for (String token : List.of(Tokens.platformAdmin(), Tokens.user(UUID.randomUUID()))) {
            tell(Api.as(token), List.of(event("ownership.transferred", Map.of())))
                    .then()
                    .statusCode(403);
        }
        tell(Api.service(), List.of()).then().statusCode(400);
        tell(
                        Api.service(),
                        Stream.generate(() -> Map.<String, Object>of("id", "1"))
                                .limit(101)
                                .toList())
                .then()
                .statusCode(400);
    }

    private Map<String, Object> about(FakeTenant tenant, String type, Map<String, ?> data) {
        Map<String, Object> event = event(type, data);
        event.put("subject", tenant.id());
        return event;
    }

    private Map<String, Object> event(String type, Map<String, ?> data) {
        Map<String, Object> event = new HashMap<>(Map.of("specversion", "1.0", "type", type, "source", "tenant"));
        event.putAll(Map.of("id", UUID.randomUUID().toString(), "subject", subject, "time", "2026-01-31T12:34:56Z"));
        event.put("data", data);
        return event;
    }

    @SafeVarargs
    private static Response tell(Map<String, Object>... events) {
        return tell(Api.service(), List.of(events));
    }

    private static Response tell(RequestSpecification as, List<Map<String, Object>> events) {
        return as.contentType(ContentType.JSON).body(Map.of("events", events)).post("/api/v1/events");
    }

    private List<String> told() {
        return told(subject, "true");
    }

    private static List<String> told(UUID about, String condition) {
        return TestDatabase.query("select type from orchestrator.outbox where subject = '" + about + "' and ("
                + condition + ") order by position");
    }
}
