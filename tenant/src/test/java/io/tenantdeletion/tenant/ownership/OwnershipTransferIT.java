package io.tenantdeletion.tenant.ownership;

import static io.tenantdeletion.tenant.support.Api.isProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.tenantdeletion.commons.test.PlatformTestResource;
import io.tenantdeletion.commons.test.TestDatabase;
import io.tenantdeletion.commons.test.Tokens;
import io.tenantdeletion.tenant.support.Api;
import io.tenantdeletion.tenant.support.AuditRows;
import io.tenantdeletion.tenant.support.FakeOrchestrator;
import io.tenantdeletion.tenant.support.TenantRows;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A tenant changes hands: the owner and both roles, or nothing. */
@QuarkusTest
@WithTestResource(PlatformTestResource.class)
@WithTestResource(FakeOrchestrator.class)
class OwnershipTransferIT {

    FakeOrchestrator orchestrator;

    private final UUID owner = UUID.randomUUID();
    private final UUID admin = UUID.randomUUID();
    private final UUID member = UUID.randomUUID();
    private UUID tenant;
    private UUID other;
    private List<String> before;
    private List<String> others;

    @BeforeEach
    void twoTenantsOfOneOwner() {
        tenant = TenantRows.tenant("Bakery", owner);
        other = TenantRows.tenant("Bakery", owner);
        for (UUID each : List.of(tenant, other)) {
            TenantRows.member(each, admin, "admin");
            TenantRows.member(each, member, "member");
        }
        before = TenantRows.of(tenant);
        others = TenantRows.of(other);
    }

    @AfterEach
    void nothingHappensToOthers() {
        assertThat(TenantRows.of(other)).isEqualTo(others);
    }

    @Test
    void changesTheOwnerAndBothRoles() {
        Api.as(owner).transfer(tenant, admin).statusCode(200).body("owner_id", equalTo(admin.toString()));

        Api.as(owner)
                .get(tenant + "/admins")
                .body("user_id", contains(admin.toString(), owner.toString()))
                .body("role", contains("owner", "admin"));
        assertThat(AuditRows.about(orchestrator, tenant, 1).get(0))
                .containsEntry("action", "ownership.transferred")
                .containsEntry("detail", Map.of("former_owner_id", owner.toString(), "new_owner_id", admin.toString()));
    }

    @Test
    void canBeTakenBackByTheNewOwnerOnly() {
        Api.as(owner).transfer(tenant, admin).statusCode(200);

        isProblem(Api.as(owner).transfer(tenant, owner), 403, "forbidden");
        Api.as(admin).transfer(tenant, owner).statusCode(200).body("owner_id", equalTo(owner.toString()));
    }

    @Test
    void canBeRepeatedByWhoeverIsNotAffected() {
        for (Api anybody : List.of(Api.asService(), Api.with(Tokens.platformAdmin()))) {
            anybody.transfer(tenant, admin).statusCode(200);
            List<String> after = TenantRows.of(tenant);
            transfer(anybody, admin, owner).statusCode(200).body("owner_id", equalTo(admin.toString()));

            assertThat(TenantRows.of(tenant)).isEqualTo(after);
        }
    }

    @Test
    void mendsATenantWhoseOwnerHasNotTheOwnersRole() {
        TestDatabase.execute("update tenant.tenants set owner_id = '" + admin + "' where id = '" + tenant + "'");

        transfer(Api.asService(), admin, owner).statusCode(200);

        Api.as(owner)
                .get(tenant + "/admins")
                .body("user_id", contains(admin.toString(), owner.toString()))
                .body("role", contains("owner", "admin"));
    }

    @Test
    void goesToAnAdminOnly() {
        for (UUID nobody : List.of(member, UUID.randomUUID(), tenant)) {
            isProblem(Api.as(owner).transfer(tenant, nobody), 409, "new-owner-not-admin");
            isProblem(Api.asService().transfer(tenant, nobody), 409, "new-owner-not-admin");
        }
        nothingChanged();
    }

    @Test
    void doesNotGoToOneself() {
        isProblem(Api.as(owner).transfer(tenant, owner), 409, "transfer-to-self");
        nothingChanged();
    }

    @Test
    void countsOnTheOwnerItNames() {
        isProblem(transfer(Api.asService(), admin, member), 409, "owner-changed")
                .body("owner_id", equalTo(owner.toString()));
        nothingChanged();

        transfer(Api.asService(), admin, owner).statusCode(200);
    }

    @Test
    void waitsForTheEndOfAPendingDeletionUnlessAServiceAsks() {
        TenantRows.suspend(tenant, UUID.randomUUID());
        before = TenantRows.of(tenant);

        isProblem(Api.as(owner).transfer(tenant, admin), 409, "tenant-inactive");
        isProblem(Api.with(Tokens.platformAdmin()).transfer(tenant, admin), 409, "tenant-inactive");
        nothingChanged();

        Api.asService().transfer(tenant, admin).statusCode(200);
    }

    @Test
    void knowsNoTenantByAUsersId() {
        isProblem(Api.asService().transfer(owner, admin), 404, "not-found");
        nothingChanged();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{",
                "{}",
                "{\"new_owner_id\": null}",
                "{\"new_owner_id\": \"me\"}",
                "{\"new_owner_id\": {}}",
                "{\"new_owner_id\": \"44444444-4444-4444-8444-444444444444\", \"current_owner_id\": \"me\"}"
            })
    void refusesAMalformedBody(String body) {
        Api.as(owner)
                .post(tenant + "/transfer-ownership", body)
                .statusCode(400)
                .contentType("application/problem+json");
        nothingChanged();
    }

    private ValidatableResponse transfer(Api by, UUID newOwner, UUID currentOwner) {
        return by.post(tenant + "/transfer-ownership", """
                {"new_owner_id": "%s", "current_owner_id": "%s"}
                """.formatted(newOwner, currentOwner));
    }

    private void nothingChanged() {
        assertThat(TenantRows.of(tenant)).isEqualTo(before);
    }
}
