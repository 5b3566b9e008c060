package io.tenantdeletion.tenant.lifecycle;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import io.tenantdeletion.commons.test.PlatformTestResource;
import io.tenantdeletion.commons.test.Tokens;
import io.tenantdeletion.tenant.support.FakeOrchestrator;
import io.tenantdeletion.tenant.support.Jobs;
import io.tenantdeletion.tenant.support.TenantRows;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every endpoint of this service's own for every kind of caller. */
@QuarkusTest
@WithTestResource(PlatformTestResource.class)
@WithTestResource(FakeOrchestrator.class)
class CallersIT {

    private static final String NAME = "Panadería \"La Espiga\" & Söhne";

    FakeOrchestrator orchestrator;

    private final UUID owner = UUID.randomUUID();
    private final UUID soleOwner = UUID.randomUUID();
    private final UUID admin = UUID.randomUUID();
    private final UUID member = UUID.randomUUID();
    private final UUID ownerElsewhere = UUID.randomUUID();
    private UUID shared;
    private UUID owned;
    private UUID foreign;
    private List<String> before;

    @BeforeEach
    void tenants() {
        orchestrator.reset();
        shared = TenantRows.tenant(NAME, owner);
        TenantRows.member(shared, admin, "admin");
        TenantRows.member(shared, member, "member");
        owned = TenantRows.tenant(NAME, soleOwner);
        TenantRows.member(owned, member, "member");
        foreign = TenantRows.tenant(NAME, ownerElsewhere);
        before = rows();
    }

    @AfterEach
    void deletesNothingItself() {
        assertThat(rows()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({
        "none,            shared, 401, unauthenticated",
        "expired,         shared, 401, unauthenticated",
        "forged,          shared, 401, unauthenticated",
        "wrong audience,  shared, 401, unauthenticated",
        "wrong issuer,    shared, 401, unauthenticated",
        "stranger,        shared, 403, forbidden",
        "self promoted,   shared, 403, forbidden",
        "owner elsewhere, shared, 403, forbidden",
        "member,          shared, 403, forbidden",
        "member,          owned,  403, forbidden",
        "owner,           shared, 409, other-admins",
        "admin,           shared, 409, other-admins",
        "sole owner,      owned,  202,",
        "platform admin,  shared, 202,",
        "platform admin,  owned,  202,",
        "service,         shared, 202,",
        "service,         owned,  202,",
    })
    void deleteTenant(String caller, String tenant, int status, String problem) {
        Jobs.accepts(orchestrator);

        var answer = as(caller)
                .queryParam("confirm", NAME)
                .when()
                .delete("/api/v1/tenants/{id}", "shared".equals(tenant) ? shared : owned)
                .then()
                .statusCode(status);

        if (problem != null) {
            answer.contentType("application/problem+json")
                    .body("type", equalTo("urn:tenant-deletion:problem:" + problem))
                    .body("status", equalTo(status));
        }
        assertThat(orchestrator.requests()).hasSize(status == 202 ? 1 : 0);
    }

    @ParameterizedTest
    @CsvSource({
        "none, 401",
        "expired, 401",
        "forged, 401",
        "wrong audience, 401",
        "wrong issuer, 401",
        "stranger, 403",
        "self promoted, 403",
        "owner elsewhere, 403",
        "member, 200",
        "admin, 200",
        "owner, 200",
        "platform admin, 200",
        "service, 200",
    })
    void readTenant(String caller, int status) {
        as(caller).when().get("/api/v1/tenants/{id}", shared).then().statusCode(status);
    }

    @ParameterizedTest
    @CsvSource({
        "none, 401",
        "expired, 401",
        "forged, 401",
        "wrong audience, 401",
        "wrong issuer, 401",
        "stranger, 200",
        "member, 200",
        "admin, 200",
        "owner, 200",
        "platform admin, 200",
        "service, 200",
    })
    void readAdmins(String caller, int status) {
        as(caller).when().get("/api/v1/tenants/{id}/admins", shared).then().statusCode(status);
    }

    @ParameterizedTest
    @CsvSource({
        "none, 401",
        "expired, 401",
        "forged, 401",
        "wrong audience, 401",
        "wrong issuer, 401",
        "stranger, 403",
        "self promoted, 403",
        "owner, 403",
        "admin, 403",
        "member, 200",
        "platform admin, 200",
        "service, 200",
    })
    void readMembershipsOfTheMember(String caller, int status) {
        as(caller)
                .when()
                .get("/api/v1/tenants/user/{id}/memberships", member)
                .then()
                .statusCode(status);
    }

    @ParameterizedTest
    @CsvSource({"none", "expired", "forged"})
    void nothingIsToldAboutIdsWithoutAToken(String caller) {
        for (String path : new String[] {"/42", "/42/admins", "/user/42/memberships", "/" + UUID.randomUUID()}) {
            as(caller)
                    .when()
                    .get("/api/v1/tenants" + path)
                    .then()
                    .statusCode(401)
                    .header("WWW-Authenticate", containsString("Bearer"));
        }
        as(caller).when().delete("/api/v1/tenants/42").then().statusCode(401);
    }

    private RequestSpecification as(String caller) {
        RequestSpecification request = given();
        String token = switch (caller) {
            case "none" -> null;
            case "expired" -> Tokens.expired();
            case "forged" -> Tokens.forged();
            case "wrong audience" -> Tokens.wrongAudience();
            case "wrong issuer" -> Tokens.wrongIssuer();
            case "stranger" -> Tokens.user(UUID.randomUUID());
            case "self promoted" -> Tokens.selfPromoted(UUID.randomUUID());
            case "owner elsewhere" -> Tokens.user(ownerElsewhere);
            case "member" -> Tokens.user(member);
            case "admin" -> Tokens.user(admin);
            case "owner" -> Tokens.user(owner);
            case "sole owner" -> Tokens.user(soleOwner);
            case "platform admin" -> Tokens.platformAdmin();
            case "service" -> Tokens.service();
            default -> throw new IllegalArgumentException(caller);
        };
        return token == null ? request : request.auth().oauth2(token);
    }

    private List<String> rows() {
        return TenantRows.of(shared, owned, foreign);
    }
}
