package io.tenantdeletion.tenant.audit;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.tenantdeletion.commons.audit.AuditEvent;
import io.tenantdeletion.commons.audit.RefusalTrail;
import io.tenantdeletion.commons.test.PlatformTestResource;
import io.tenantdeletion.commons.test.TestDatabase;
import io.tenantdeletion.tenant.support.Api;
import io.tenantdeletion.tenant.support.AuditLogFake;
import io.tenantdeletion.tenant.support.AuditRows;
import io.tenantdeletion.tenant.support.FakeOrchestrator;
import io.tenantdeletion.tenant.support.TenantRows;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is done and what is refused reaches the audit log: in order, and all of it, however often it is away. */
@QuarkusTest
@WithTestResource(PlatformTestResource.class)
@WithTestResource(FakeOrchestrator.class)
class AuditOutboxIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    FakeOrchestrator orchestrator;

    @Inject
    RefusalTrail refusals;

    private final UUID owner = UUID.randomUUID();

    @AfterEach
    void back() {
        orchestrator.auditLog().answers(204);
        orchestrator.auditLog().refuses(event -> false);
        await().atMost(PATIENCE).until(() -> waiting() == 0);
    }

    @Tag("long")
    @ParameterizedTest
    @ValueSource(ints = {503, 429, 408, 401})
    void keepsEverythingWhileTheAuditLogIsAway(int status) {
        orchestrator.auditLog().answers(status);
        int refusedBefore = orchestrator.auditLog().refused().size();
        UUID tenant = TenantRows.tenant("Bakery", owner);
        UUID user = UUID.randomUUID();
        Api.as(owner).putMember(tenant, user, "member").statusCode(200);
        Api.as(owner).removeMember(tenant, user).statusCode(204);

        await().atMost(PATIENCE).until(() -> orchestrator.auditLog().refused().size() > refusedBefore + 1);
        assertThat(waiting()).isGreaterThanOrEqualTo(2);
        assertThat(orchestrator.auditLog().about(tenant)).isEmpty();
        orchestrator.auditLog().answers(204);

        assertThat(AuditRows.actions(orchestrator, tenant, 2)).containsExactly("member.added", "member.removed");
        await().atMost(PATIENCE).until(() -> waiting() == 0);
    }

    @Test
    void setsAsideWhatIsRefusedForGoodAndNothingElse() {
        UUID subject = UUID.randomUUID();
        Set<Integer> malformed = Set.of(0, 17, 18, 59);
        orchestrator.auditLog().answers(503);
        orchestrator
                .auditLog()
                .refuses(event -> String.valueOf(event.get("reason")).startsWith("malformed"));
        double setAsideBefore = setAside();
        List<Object> sent = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            AuditEvent event = refusal(subject, (malformed.contains(i) ? "malformed " : "number ") + i);
            if (malformed.contains(i)) {
                refused.add(event.eventId().toString());
            } else {
                sent.add(event.eventId().toString());
            }
            refusals.record(event);
        }
        await().atMost(PATIENCE).until(() -> waiting() >= 60);
        orchestrator.auditLog().answers(204);

        List<Map<String, Object>> arrived = AuditRows.about(orchestrator, subject, 56);

        assertThat(arrived).extracting(event -> event.get("event_id")).isEqualTo(sent);
        await().atMost(PATIENCE).until(() -> waiting() == 0);
        assertThat(TestDatabase.query("select event_id from tenant.audit_outbox where refused_status = 400"
                        + " and payload ->> 'subject' = '" + subject + "' order by position"))
                .isEqualTo(refused);
        assertThat(setAside()).isEqualTo(setAsideBefore + 4);
    }

    @Test
    void isNotHeldUpByWhatTheDatabaseDoesNotTake() {
        refusals.record(refusal(UUID.randomUUID(), "a zero \u0000 byte"));
        UUID subject = UUID.randomUUID();

        await().atMost(PATIENCE).until(() -> {
            refusals.record(refusal(subject, "behind it"));
            return !orchestrator.auditLog().about(subject).isEmpty();
        });
    }

    @Test
    void sendsManyInOrderFiftyAtATimeAsAService() {
        orchestrator.auditLog().answers(503);
        UUID subject = UUID.randomUUID();
        List<Object> sent = new ArrayList<>();
        for (int i = 0; i < 230; i++) {
            AuditEvent event = refusal(subject, "number " + i);
            sent.add(event.eventId().toString());
            refusals.record(event);
        }
        await().atMost(PATIENCE).until(() -> waiting() >= 230);
        int takenBefore = orchestrator.auditLog().taken().size();
        orchestrator.auditLog().answers(204);

        List<Map<String, Object>> arrived = AuditRows.about(orchestrator, subject, 230);

        assertThat(arrived).extracting(event -> event.get("event_id")).isEqualTo(sent);
        assertThat(orchestrator.auditLog().taken().stream().skip(takenBefore)).allSatisfy(call -> {
            assertThat(call.events()).hasSizeLessThanOrEqualTo(50);
            assertThat(roles(call)).contains("service");
        });
    }

    @Test
    void tellsWhoWasRefusedWhatFromWhere() {
        UUID subject = UUID.randomUUID();
        AuditEvent event = refusal(subject, "forbidden");

        refusals.record(event);

        assertThat(AuditRows.about(orchestrator, subject, 1).get(0))
                .containsEntry("event_id", event.eventId().toString())
                .containsEntry("at", event.at().toString())
                .containsEntry("actor", owner.toString())
                .containsEntry("source", "203.0.113.7")
                .containsEntry("action", "request.refused")
                .containsEntry("outcome", "refused")
                .containsEntry("reason", "forbidden")
                .containsEntry("detail", Map.of("status", 403));
    }

    @Test
    void neverFailsTheRequest() {
        AuditEvent broken = new AuditEvent(null, null, null, null, null, null, null, null, null, null);

        assertThatCode(() -> refusals.record(broken)).doesNotThrowAnyException();

        UUID subject = UUID.randomUUID();
        refusals.record(refusal(subject, "after a broken one"));
        assertThat(AuditRows.about(orchestrator, subject, 1)).hasSize(1);
    }

    @Test
    void writesAnEventDownOnce() {
        orchestrator.auditLog().answers(503);
        UUID subject = UUID.randomUUID();
        AuditEvent event = refusal(subject, "twice");
        refusals.record(event);
        refusals.record(event);
        UUID last = UUID.randomUUID();
        refusals.record(refusal(last, "behind it"));
        orchestrator.auditLog().answers(204);

        AuditRows.about(orchestrator, last, 1);
        assertThat(orchestrator.auditLog().about(subject)).hasSize(1);
    }

    @Test
    void writesOnlyTheRefusalDownOfWhatDidNotHappen() {
        UUID tenant = TenantRows.tenant("Bakery", owner);
        Api.as(owner).removeMember(tenant, owner).statusCode(409);
        Api.as(owner).transfer(tenant, UUID.randomUUID()).statusCode(409);
        Api.as(owner).putMember(tenant, owner, "owner").statusCode(200);

        assertThat(AuditRows.actions(orchestrator, tenant, 2)).containsExactly("request.refused", "request.refused");
    }

    private AuditEvent refusal(UUID subject, String reason) {
        return new AuditEvent(
                UUID.randomUUID(),
                Instant.parse("2026-01-31T12:34:56.789Z"),
                owner.toString(),
                "203.0.113.7",
                "request.refused",
                subject,
                null,
                AuditEvent.REFUSED,
                reason,
                Map.of("status", 403));
    }

    private static int waiting() {
        return TestDatabase.query("select 1 from tenant.audit_outbox where refused_at is null")
                .size();
    }

    private static double setAside() {
        return given().when()
                .get("/q/metrics")
                .then()
                .extract()
                .asString()
                .lines()
                .filter(line -> line.startsWith("audit_events_set_aside_total"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private static List<String> roles(AuditLogFake.Call call) {
        String payload = call.authorization().split("\\.")[1];
        return JsonPath.from(new String(Base64.getUrlDecoder().decode(payload), StandardCharsets.UTF_8))
                .getList("realm_access.roles");
    }
}
