package io.tenantdeletion.tenant.membership;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.tenantdeletion.commons.test.PlatformTestResource;
import io.tenantdeletion.commons.test.Tokens;
import io.tenantdeletion.tenant.support.FakeOrchestrator;
import io.tenantdeletion.tenant.support.TenantRows;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(PlatformTestResource.class)
@WithTestResource(FakeOrchestrator.class)
class MembershipIT {

    private final UUID owner = UUID.randomUUID();
    private UUID tenant;
    private UUID other;

    @BeforeEach
    void twoTenants() {
        tenant = TenantRows.tenant("Bakery", owner);
        other = TenantRows.tenant("Another bakery", UUID.randomUUID());
    }

    @Test
    void readsATenant() {
        get("/api/v1/tenants/" + tenant)
                .statusCode(200)
                .body("tenant_id", equalTo(tenant.toString()))
                .body("name", equalTo("Bakery"))
                .body("owner_id", equalTo(owner.toString()))
                .body("status", equalTo("active"))
                .body("created_at", org.hamcrest.Matchers.matchesPattern("\\d{4}-\\d\\d-\\d\\dT.*Z"));
    }

    @Test
    void listsOwnersBeforeAdminsEachBySeniority() {
        UUID admin = TenantRows.member(tenant, UUID.randomUUID(), "admin");
        UUID younger = TenantRows.member(tenant, UUID.randomUUID(), "admin");
        UUID secondOwner = TenantRows.member(tenant, UUID.randomUUID(), "owner");
        TenantRows.member(tenant, UUID.randomUUID(), "member");
        TenantRows.member(other, UUID.randomUUID(), "admin");

        get("/api/v1/tenants/" + tenant + "/admins")
                .statusCode(200)
                .body("role", contains("owner", "owner", "admin", "admin"))
                .body(
                        "user_id",
                        contains(owner.toString(), secondOwner.toString(), admin.toString(), younger.toString()));
    }

    @Test
    void listsTheMembershipsOfAUser() {
        TenantRows.member(other, owner, "member");

        get("/api/v1/tenants/user/" + owner + "/memberships")
                .statusCode(200)
                .body("tenant_id", containsInAnyOrder(tenant.toString(), other.toString()))
                .body("find { it.tenant_id == '" + tenant + "' }.role", equalTo("owner"))
                .body("find { it.tenant_id == '" + other + "' }.role", equalTo("member"));
    }

    @Test
    void listsNoMembershipsOfAnUnknownUser() {
        get("/api/v1/tenants/user/" + UUID.randomUUID() + "/memberships")
                .statusCode(200)
                .body("$", hasSize(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/admins"})
    void doesNotKnowAnUnknownTenant(String path) {
        get("/api/v1/tenants/" + UUID.randomUUID() + path)
                .statusCode(404)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:tenant-deletion:problem:not-found"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/42", "/1-1-1-1-1/admins", "/user/nobody/memberships", "/user/%27/memberships"})
    void refusesWhatIsNoUuid(String path) {
        given().urlEncodingEnabled(false)
                .auth()
                .oauth2(Tokens.service())
                .when()
                .get("/api/v1/tenants" + path)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:tenant-deletion:problem:invalid-identifier"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/admins"})
    void refusesOtherMethods(String path) {
        given().auth()
                .oauth2(Tokens.service())
                .when()
                .post("/api/v1/tenants/" + tenant + path)
                .then()
                .statusCode(405)
                .contentType("application/problem+json");
    }

    private static ValidatableResponse get(String path) {
        return given().auth().oauth2(Tokens.service()).when().get(path).then();
    }
}
