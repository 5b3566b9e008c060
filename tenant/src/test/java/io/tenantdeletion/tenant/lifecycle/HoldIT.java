package io.tenantdeletion.tenant.lifecycle;

import static io.tenantdeletion.tenant.support.Api.isProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tenantdeletion.commons.test.PlatformTestResource;
import io.tenantdeletion.tenant.support.Api;
import io.tenantdeletion.tenant.support.AuditRows;
import io.tenantdeletion.tenant.support.FakeOrchestrator;
import io.tenantdeletion.tenant.support.TenantRows;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The orchestrator's hold, and what it does to a tenant and to nothing else. */
@QuarkusTest
@WithTestResource(PlatformTestResource.class)
@WithTestResource(FakeOrchestrator.class)
class HoldIT {

    private static final String DUE = "2099-01-31T12:00:00Z";

    FakeOrchestrator orchestrator;

    private final Api service = Api.asService();
    private final UUID owner = UUID.randomUUID();
    private final UUID job = UUID.randomUUID();
    private UUID tenant;
    private UUID other;
    private List<String> before;
    private List<String> others;

    @BeforeEach
    void twoTenantsOfOneOwner() {
        tenant = TenantRows.tenant("Bakery", owner);
        other = TenantRows.tenant("Bakery", owner);
        before = TenantRows.of(tenant);
        others = TenantRows.of(other);
    }

    @AfterEach
    void nothingHappensToOthers() {
        assertThat(TenantRows.of(other)).isEqualTo(others);
    }

    @Test
    void showsTheOwnerThatAndWhenTheTenantGoes() {
        service.holdForSoleAdmin(tenant, job, owner)
                .statusCode(200)
                .body("tenant_id", equalTo(tenant.toString()))
                .body("status", equalTo("inactive"));

        Api.as(owner)
                .get(tenant.toString())
                .statusCode(200)
                .body("status", equalTo("inactive"))
                .body("deletion_job_id", equalTo(job.toString()))
                .body("deletion_due_at", equalTo(DUE));
        Api.as(owner).get(other.toString()).body("deletion_job_id", nullValue()).body("deletion_due_at", nullValue());
    }

    @Test
    void leavesEverythingExactlyAsItWasWhenItEnds() {
        service.hold(tenant, job).statusCode(200);
        assertThat(TenantRows.of(tenant)).isNotEqualTo(before);

        service.release(tenant, job).statusCode(204);

        assertThat(TenantRows.of(tenant)).isEqualTo(before);
        assertThat(AuditRows.actions(orchestrator, tenant, 2)).containsExactly("tenant.held", "tenant.released");
    }

    @Test
    void canBeRepeated() {
        service.hold(tenant, job).statusCode(200);
        List<String> held = TenantRows.of(tenant);
        service.holdForSoleAdmin(tenant, job, UUID.randomUUID()).statusCode(200);

        assertThat(TenantRows.of(tenant)).isEqualTo(held);
        service.release(tenant, job).statusCode(204);
        service.release(tenant, job).statusCode(204);
        assertThat(TenantRows.of(tenant)).isEqualTo(before);
    }

    @Test
    void isTakenOverByALaterJob() {
        UUID later = UUID.randomUUID();
        service.hold(tenant, job).statusCode(200);

        service.hold(tenant, later).statusCode(200).body("deletion_job_id", equalTo(later.toString()));
        service.release(tenant, job).statusCode(204);

        service.get(tenant.toString()).body("status", equalTo("inactive"));
        service.release(tenant, later).statusCode(204);
        assertThat(TenantRows.of(tenant)).isEqualTo(before);
    }

    @Test
    void isRefusedWhileAnotherAdministersTheTenant() {
        UUID admin = TenantRows.member(tenant, UUID.randomUUID(), "admin");
        before = TenantRows.of(tenant);

        isProblem(service.holdForSoleAdmin(tenant, job, owner), 409, "other-admins")
                .body("user_ids", equalTo(List.of(admin.toString())));

        assertThat(TenantRows.of(tenant)).isEqualTo(before);
        service.hold(tenant, job).statusCode(200);
    }

    @Test
    void isRefusedForWhoeverDoesNotAdministerTheTenant() {
        UUID member = TenantRows.member(tenant, UUID.randomUUID(), "member");
        before = TenantRows.of(tenant);

        isProblem(service.holdForSoleAdmin(tenant, job, member), 403, "forbidden");
        isProblem(service.holdForSoleAdmin(tenant, job, UUID.randomUUID()), 403, "forbidden");
        isProblem(
                service.put(tenant + "/deletion", "{\"job_id\": \"" + job + "\", \"sole_admin\": true}"),
                403,
                "forbidden");

        assertThat(TenantRows.of(tenant)).isEqualTo(before);
    }

    @Test
    void knowsNoTenantByAUsersId() {
        isProblem(service.hold(owner, job), 404, "not-found");
        service.release(owner, job).statusCode(204);
        service.release(UUID.randomUUID(), job).statusCode(204);

        assertThat(TenantRows.of(tenant)).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{",
                "{}",
                "{\"job_id\": null}",
                "{\"job_id\": \"42\"}",
                "{\"job_id\": 42}",
                "{\"job_id\": \"44444444-4444-4444-8444-444444444444\", \"due_at\": \"soon\"}",
                "{\"job_id\": \"44444444-4444-4444-8444-444444444444\", \"due_at\": 1e300}",
                "{\"job_id\": \"44444444-4444-4444-8444-444444444444\", \"due_at\": 1893456000}",
                "{\"job_id\": \"44444444-4444-4444-8444-444444444444\", \"due_at\": \"1893456000\"}",
                "{\"job_id\": \"44444444-4444-4444-8444-444444444444\", \"due_at\": \"-169108099-01-01T00:00:00Z\"}",
                "{\"job_id\": \"44444444-4444-4444-8444-444444444444\", \"due_at\": \"1999-12-31T23:59:59Z\"}",
                "{\"job_id\": \"44444444-4444-4444-8444-444444444444\", \"due_at\": \"+10000-01-01T00:00:00Z\"}",
                "{\"job_id\": \"44444444-4444-4444-8444-444444444444\", \"due_at\": \"+999999999-12-31T23:59:59Z\"}",
                "{\"job_id\": \"44444444-4444-4444-8444-444444444444\", \"sole_admin\": 1}",
                "{\"job_id\": \"44444444-4444-4444-8444-444444444444\", \"initiated_by\": \"me\"}",
                "{\"job_id\": \"44444444-4444-4444-8444-444444444444\", \"sole_admin\": \"perhaps\"}",
            })
    void refusesAMalformedBody(String body) {
        service.put(tenant + "/deletion", body).statusCode(400).contentType("application/problem+json");

        assertThat(TenantRows.of(tenant)).isEqualTo(before);
    }

    @Test
    void endsOnlyForANamedJob() {
        service.hold(tenant, job).statusCode(200);

        isProblem(service.delete(tenant + "/deletion"), 400, "invalid-identifier");
        isProblem(service.delete(tenant + "/deletion?job_id=42"), 400, "invalid-identifier");

        service.get(tenant.toString()).body("status", equalTo("inactive"));
    }
}
