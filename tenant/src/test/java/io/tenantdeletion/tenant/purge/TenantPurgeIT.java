package io.tenantdeletion.tenant.purge;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.tenantdeletion.commons.contract.DeletionHeaders;
import io.tenantdeletion.commons.delivery.Event;
import io.tenantdeletion.commons.test.PlatformTestResource;
import io.tenantdeletion.commons.test.TestDatabase;
import io.tenantdeletion.commons.test.Tokens;
import io.tenantdeletion.tenant.support.FakeOrchestrator;
import io.tenantdeletion.tenant.support.TenantRows;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The last step of a job: this service's own data, and the event that says so. */
@QuarkusTest
@WithTestResource(PlatformTestResource.class)
@WithTestResource(FakeOrchestrator.class)
class TenantPurgeIT {

    FakeOrchestrator orchestrator;

    private final UUID owner = UUID.randomUUID();
    private UUID tenant;
    private UUID other;
    private List<String> others;

    @BeforeEach
    void twoTenantsOfOneOwner() {
        tenant = TenantRows.tenant("Bakery", owner);
        TenantRows.member(tenant, UUID.randomUUID(), "member");
        other = TenantRows.tenant("Bakery", owner);
        others = TenantRows.of(other);
    }

    @Test
    void removesExactlyThisTenantsRows() {
        purge().statusCode(200)
                .body("message", equalTo("Tenant data deletion completed successfully"))
                .body("summary.service_name", equalTo("tenant"))
                .body("summary.success", equalTo(true))
                .body("summary.deleted_counts.tenants", equalTo(1))
                .body("summary.deleted_counts.tenant_members", equalTo(2))
                .body("summary.deleted_counts.subscriptions", equalTo(1))
                .body("summary.deleted_counts.tenant_settings", equalTo(2))
                .body("summary.deleted_counts.audit_logs", equalTo(3))
                .body("summary.deleted_counts.size()", equalTo(5));

        assertThat(TenantRows.of(tenant)).isEmpty();
        assertThat(TenantRows.of(other)).isEqualTo(others);
    }

    @Test
    void tellsTheOrchestratorOnceThatTheTenantIsGone() {
        Instant before = Instant.now();
        UUID job = UUID.randomUUID();

        purge(job).statusCode(200);
        purge(job)
                .statusCode(200)
                .body("summary.deleted_counts.values().sum()", equalTo(0))
                .body("summary.success", equalTo(true));

        await().until(() -> !told("tenant.deleted").isEmpty());
        assertThat(TenantRows.events(tenant, "tenant.deleted")).hasSize(1);
        Map<String, Object> event = told("tenant.deleted").get(0);
        assertThat(event)
                .containsEntry("id", Event.id("tenant.deleted", job).toString())
                .containsEntry("source", "tenant")
                .containsEntry("data", Map.of("tenant_id", tenant.toString(), "job_id", job.toString()));
        assertThat(Instant.parse((String) event.get("time"))).isBetween(before, Instant.now());
        assertThat(TenantRows.events(other, "tenant.deleted")).isEmpty();
    }

    @Test
    void cancelsWhatIsStillSubscribedBeforeItIsGone() {
        TestDatabase.execute(
                "insert into tenant.subscriptions (tenant_id, plan, status) values ('%s', 'old', 'cancelled')"
                        .formatted(tenant));
        String active = TestDatabase.query(
                        "select id from tenant.subscriptions where tenant_id = '%s' and status = 'active'"
                                .formatted(tenant))
                .get(0);

        purge().statusCode(200);
        purge().statusCode(200);

        await().until(() -> !told("tenant.deleted").isEmpty());
        assertThat(told("subscription.cancelled"))
                .singleElement()
                .satisfies(event -> assertThat(event.get("data"))
                        .isEqualTo(Map.of(
                                "tenant_id", tenant.toString(), "subscription_id", active, "plan", "professional")));
        assertThat(orchestrator.events().about(tenant))
                .extracting(event -> event.get("type"))
                .containsExactly("subscription.cancelled", "tenant.deleted");
        assertThat(TenantRows.events(other, "subscription.cancelled")).isEmpty();
    }

    @Test
    void announcesNothingAboutATenantThatNeverWas() {
        tenant = UUID.randomUUID();

        purge().statusCode(200).body("summary.deleted_counts.values().sum()", equalTo(0));

        assertThat(TenantRows.events(tenant, "tenant.deleted")).isEmpty();
    }

    @Test
    void isGoneForItsOwnerAfterwards() {
        purge().statusCode(200);

        for (String path : List.of("", "/admins")) {
            given().auth()
                    .oauth2(Tokens.user(owner))
                    .when()
                    .get("/api/v1/tenants/" + tenant + path)
                    .then()
                    .statusCode(404);
        }
        given().auth()
                .oauth2(Tokens.user(owner))
                .queryParam("confirm", "Bakery")
                .when()
                .delete("/api/v1/tenants/" + tenant)
                .then()
                .statusCode(404);
    }

    @Test
    void isNotForOwnersToCall() {
        List<String> before = TenantRows.of(tenant);

        for (String token : List.of(Tokens.user(owner), Tokens.platformAdmin())) {
            given().auth()
                    .oauth2(token)
                    .when()
                    .delete("/api/v1/tenant/tenant/{id}", tenant)
                    .then()
                    .statusCode(403);
        }

        assertThat(TenantRows.of(tenant)).isEqualTo(before);
    }

    @Test
    void previewsForItsOwnerFromLocalMemberships() {
        given().auth()
                .oauth2(Tokens.user(owner))
                .when()
                .get("/api/v1/tenant/tenant/{id}/deletion-preview", tenant)
                .then()
                .statusCode(200)
                .body("service", equalTo("tenant"))
                .body("preview.tenant_members", equalTo(2))
                .body("total_records", equalTo(9));
        given().auth()
                .oauth2(Tokens.user(UUID.randomUUID()))
                .when()
                .get("/api/v1/tenant/tenant/{id}/deletion-preview", tenant)
                .then()
                .statusCode(403);
    }

    private List<Map<String, Object>> told(String type) {
        return orchestrator.events().about(tenant).stream()
                .filter(event -> type.equals(event.get("type")))
                .toList();
    }

    private ValidatableResponse purge() {
        return purge(UUID.randomUUID());
    }

    private ValidatableResponse purge(UUID job) {
        return given().auth()
                .oauth2(Tokens.service())
                .header(DeletionHeaders.JOB_ID, job)
                .when()
                .delete("/api/v1/tenant/tenant/{id}", tenant)
                .then();
    }
}
