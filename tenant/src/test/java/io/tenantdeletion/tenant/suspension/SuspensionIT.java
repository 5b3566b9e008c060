package io.tenantdeletion.tenant.suspension;

import static io.tenantdeletion.tenant.support.Api.isProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.tenantdeletion.commons.test.PlatformTestResource;
import io.tenantdeletion.tenant.support.Api;
import io.tenantdeletion.tenant.support.AuditRows;
import io.tenantdeletion.tenant.support.FakeOrchestrator;
import io.tenantdeletion.tenant.support.TenantRows;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The orchestrator's suspension of a tenant, and what it does to that tenant and to nothing else. */
@QuarkusTest
@WithTestResource(PlatformTestResource.class)
@WithTestResource(FakeOrchestrator.class)
class SuspensionIT {

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
        assertThat(TenantRows.suspensionToken(other)).isZero();
    }

    @Test
    void showsTheOwnerThatAndWhenTheTenantGoes() {
        service.suspendForSoleAdmin(tenant, job, 1, owner)
                .statusCode(200)
                .body("tenant_id", equalTo(tenant.toString()))
                .body("status", equalTo("inactive"));

        Api.as(owner)
                .get(tenant.toString())
                .statusCode(200)
                .body("status", equalTo("inactive"))
                .body("deletion_job_id", equalTo(job.toString()))
                .body("deletion_due_at", equalTo(DUE))
                .body("purging", equalTo(false));
        Api.as(owner)
                .get(other.toString())
                .body("deletion_job_id", nullValue())
                .body("deletion_due_at", nullValue())
                .body("purging", nullValue());
    }

    @Test
    void leavesEverythingExactlyAsItWasWhenItEnds() {
        service.suspend(tenant, job, 1).statusCode(200);
        assertThat(TenantRows.of(tenant)).isNotEqualTo(before);

        service.unsuspend(tenant, job, 2).statusCode(204);

        assertThat(TenantRows.of(tenant)).isEqualTo(before);
        assertThat(AuditRows.actions(orchestrator, tenant, 2))
                .containsExactly("tenant.suspended", "tenant.unsuspended");
    }

    @Test
    void canBeRepeated() {
        service.suspend(tenant, job, 1).statusCode(200);
        List<String> suspended = TenantRows.of(tenant);
        service.suspendForSoleAdmin(tenant, job, 1, UUID.randomUUID()).statusCode(200);

        assertThat(TenantRows.of(tenant)).isEqualTo(suspended);
        service.unsuspend(tenant, job, 2).statusCode(204);
        service.unsuspend(tenant, job, 2).statusCode(204);
        assertThat(TenantRows.of(tenant)).isEqualTo(before);
    }

    @Test
    void isRefusedWhileAnotherAdministersTheTenant() {
        UUID admin = TenantRows.member(tenant, UUID.randomUUID(), "admin");
        before = TenantRows.of(tenant);

        isProblem(service.suspendForSoleAdmin(tenant, job, 1, owner), 409, "other-admins")
                .body("user_ids", equalTo(List.of(admin.toString())));

        assertThat(TenantRows.of(tenant)).isEqualTo(before);
        assertThat(TenantRows.suspensionToken(tenant)).isZero();
        service.suspend(tenant, job, 1).statusCode(200);
    }

    @Test
    void doesNotMindAdminsWhoAreLeaving() {
        UUID leaving = TenantRows.member(tenant, UUID.randomUUID(), "admin");
        UUID staying = TenantRows.member(tenant, UUID.randomUUID(), "admin");

        isProblem(suspendWithout(List.of(leaving)), 409, "other-admins")
                .body("user_ids", equalTo(List.of(staying.toString())));
        suspendWithout(List.of(leaving, staying)).statusCode(200);
    }

    private ValidatableResponse suspendWithout(List<UUID> leaving) {
        String ids = leaving.stream().map(id -> "\"" + id + "\"").collect(Collectors.joining(", "));
        return service.put(tenant + "/deletion", """
                {"job_id": "%s", "token": 1, "initiated_by": "%s", "sole_admin": true, "leaving": [%s]}
                """.formatted(job, owner, ids));
    }

    @Test
    void isRefusedForWhoeverDoesNotAdministerTheTenant() {
        UUID member = TenantRows.member(tenant, UUID.randomUUID(), "member");
        before = TenantRows.of(tenant);

        isProblem(service.suspendForSoleAdmin(tenant, job, 1, member), 403, "forbidden")
                .body("requires", equalTo("admin"));
        isProblem(service.suspendForSoleAdmin(tenant, job, 1, UUID.randomUUID()), 403, "forbidden");
        isProblem(
                service.put(tenant + "/deletion", "{\"job_id\": \"" + job + "\", \"token\": 1, \"sole_admin\": true}"),
                403,
                "forbidden");

        assertThat(TenantRows.of(tenant)).isEqualTo(before);
    }

    @Test
    void knowsNoTenantByAUsersId() {
        isProblem(service.suspend(owner, job, 1), 404, "not-found");
        service.unsuspend(owner, job, 1).statusCode(204);
        service.unsuspend(UUID.randomUUID(), job, 1).statusCode(204);

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
                "{\"token\": 1}",
                "{\"job_id\": null, \"token\": 1}",
                "{\"job_id\": \"42\", \"token\": 1}",
                "{\"job_id\": 42, \"token\": 1}",
                "{\"job_id\": \"44444444-4444-4444-8444-444444444444\"}",
                "{\"job_id\": \"44444444-4444-4444-8444-444444444444\", \"token\": null}",
                "{\"job_id\": \"44444444-4444-4444-8444-444444444444\", \"token\": 0}",
                "{\"job_id\": \"44444444-4444-4444-8444-444444444444\", \"token\": -1}",
                "{\"job_id\": \"44444444-4444-4444-8444-444444444444\", \"token\": \"next\"}",
                "{\"job_id\": \"44444444-4444-4444-8444-444444444444\", \"token\": 9223372036854775808}",
                "{\"job_id\": \"44444444-4444-4444-8444-444444444444\", \"token\": 1, \"due_at\": \"soon\"}",
                "{\"job_id\": \"44444444-4444-4444-8444-444444444444\", \"token\": 1, \"due_at\": 1e300}",
                "{\"job_id\": \"44444444-4444-4444-8444-444444444444\", \"token\": 1, \"due_at\": 1893456000}",
                "{\"job_id\": \"44444444-4444-4444-8444-444444444444\", \"token\": 1, \"due_at\": \"1893456000\"}",
                "{\"job_id\": \"44444444-4444-4444-8444-444444444444\", \"token\": 1, \"due_at\": \"-169108099-01-01T00:00:00Z\"}",
                "{\"job_id\": \"44444444-4444-4444-8444-444444444444\", \"token\": 1, \"due_at\": \"1999-12-31T23:59:59Z\"}",
                "{\"job_id\": \"44444444-4444-4444-8444-444444444444\", \"token\": 1, \"due_at\": \"+10000-01-01T00:00:00Z\"}",
                "{\"job_id\": \"44444444-4444-4444-8444-444444444444\", \"token\": 1, \"due_at\": \"+294277-01-01T00:00:00Z\"}",
                "{\"job_id\": \"44444444-4444-4444-8444-444444444444\", \"token\": 1, \"due_at\": \"-4714-01-01T00:00:00Z\"}",
                "{\"job_id\": \"44444444-4444-4444-8444-444444444444\", \"token\": 1, \"initiated_by\": \"me\"}",
                "{\"job_id\": \"44444444-4444-4444-8444-444444444444\", \"token\": 1, \"sole_admin\": \"perhaps\"}",
                "{\"job_id\": \"44444444-4444-4444-8444-444444444444\", \"token\": 1, \"purging\": \"perhaps\"}",
                "{\"job_id\": \"44444444-4444-4444-8444-444444444444\", \"token\": 1, \"leaving\": [null]}",
                "{\"job_id\": \"44444444-4444-4444-8444-444444444444\", \"token\": 1, \"leaving\": [\"me\"]}",
            })
    void refusesAMalformedBody(String body) {
        service.put(tenant + "/deletion", body).statusCode(400).contentType("application/problem+json");

        assertThat(TenantRows.of(tenant)).isEqualTo(before);
    }

    @Test
    void endsOnlyForANamedJobAndAToken() {
        service.suspend(tenant, job, 1).statusCode(200);

        isProblem(service.delete(tenant + "/deletion?token=2"), 400, "invalid-identifier");
        isProblem(service.delete(tenant + "/deletion?token=2&job_id=42"), 400, "invalid-identifier");
        for (String token :
                List.of("", "&token=", "&token=0", "&token=-2", "&token=two", "&token=9223372036854775808")) {
            isProblem(service.delete(tenant + "/deletion?job_id=" + job + token), 400, "invalid-request");
        }

        service.get(tenant.toString()).body("status", equalTo("inactive"));
    }
}
