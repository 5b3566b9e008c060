package io.tenantdeletion.tenant.lifecycle;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tenantdeletion.commons.test.PlatformTestResource;
import io.tenantdeletion.commons.test.TestDatabase;
import io.tenantdeletion.commons.test.Tokens;
import io.tenantdeletion.tenant.support.Api;
import io.tenantdeletion.tenant.support.FakeOrchestrator;
import io.tenantdeletion.tenant.support.Jobs;
import io.tenantdeletion.tenant.support.TenantRows;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A tenant's name confirms its deletion, whatever it is: no new one is too long for that, and no old one. */
@QuarkusTest
@WithTestResource(PlatformTestResource.class)
@WithTestResource(FakeOrchestrator.class)
class TenantNamesIT {

    private static final String CROISSANT = "\uD83E\uDD50";
    private static final String UNBOUND = "alter table tenant.tenants disable trigger tenants_name_length_insert";
    private static final String BOUND = "alter table tenant.tenants enable trigger tenants_name_length_insert";

    FakeOrchestrator orchestrator;

    private final UUID owner = UUID.randomUUID();

    @BeforeEach
    @AfterEach
    void reset() {
        orchestrator.reset();
    }

    @Test
    void hasTwoHundredCharactersAtMost() {
        assertThatThrownBy(() -> TenantRows.tenant("x".repeat(201), owner)).hasStackTraceContaining("200 characters");
        UUID tenant = TenantRows.tenant("x".repeat(200), owner);
        assertThatThrownBy(() -> TestDatabase.execute(
                        "update tenant.tenants set name = repeat('y', 201) where id = '" + tenant + "'"))
                .hasStackTraceContaining("200 characters");
    }

    @Test
    void canBeConfirmedAtItsLongest() {
        String name = CROISSANT.repeat(200);
        UUID tenant = TenantRows.tenant(name, owner);
        Jobs.accepts(orchestrator);

        assertThat(delete(tenant, CROISSANT.repeat(199))).isEqualTo(428);
        assertThat(delete(tenant, name)).isEqualTo(202);
    }

    @Test
    void ofBeforeItWasBoundedIsConfirmedByItsBeginning() {
        UUID tenant = longAgo(CROISSANT.repeat(200) + "x".repeat(10_000));
        Jobs.accepts(orchestrator);

        assertThat(delete(tenant, CROISSANT.repeat(199))).isEqualTo(428);
        assertThat(delete(tenant, CROISSANT.repeat(200) + "x")).isEqualTo(428);
        assertThat(delete(tenant, CROISSANT.repeat(200))).isEqualTo(202);
    }

    @Test
    void ofBeforeItWasBoundedDoesNotKeepItsTenantFromBeingChanged() {
        UUID tenant = longAgo("x".repeat(10_000));
        UUID job = UUID.randomUUID();

        Api.asService().suspend(tenant, job, 1).statusCode(200);
        Api.asService().unsuspend(tenant, job, 2).statusCode(204);
        assertThatCode(() -> TestDatabase.execute(
                        "update tenant.tenants set name = name, updated_at = now() where id = '" + tenant + "'"))
                .doesNotThrowAnyException();
    }

    private UUID longAgo(String name) {
        TestDatabase.execute(UNBOUND);
        try {
            return TenantRows.tenant(name, owner);
        } finally {
            TestDatabase.execute(BOUND);
        }
    }

    private int delete(UUID tenant, String confirmation) {
        return given().auth()
                .oauth2(Tokens.user(owner))
                .queryParam("confirm", confirmation)
                .when()
                .delete("/api/v1/tenants/{id}", tenant)
                .then()
                .extract()
                .statusCode();
    }
}
