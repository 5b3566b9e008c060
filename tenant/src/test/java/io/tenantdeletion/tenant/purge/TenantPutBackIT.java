package io.tenantdeletion.tenant.purge;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import io.tenantdeletion.commons.contract.DeletionHeaders;
import io.tenantdeletion.commons.test.PlatformTestResource;
import io.tenantdeletion.commons.test.TestDatabase;
import io.tenantdeletion.commons.test.Tokens;
import io.tenantdeletion.tenant.support.FakeOrchestrator;
import io.tenantdeletion.tenant.support.TenantRows;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The tenant, its members, subscriptions and settings come back with everything else. */
@QuarkusTest
@WithTestResource(PlatformTestResource.class)
@WithTestResource(FakeOrchestrator.class)
class TenantPutBackIT {

    private static final String KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";
    private static final String PATH = "/api/v1/tenant/tenant/{tenant}";

    private final UUID job = UUID.randomUUID();
    private final UUID member = UUID.randomUUID();
    private UUID tenant;
    private List<String> before;

    @BeforeEach
    void aTenantThatIsDeleted() {
        tenant = TenantRows.tenant("Bakery", UUID.randomUUID());
        TenantRows.member(tenant, member, "member");
        before = TenantRows.of(tenant);
        TestDatabase.execute("update tenant.tenants set status = 'inactive', status_before_deletion = 'active',"
                + " deletion_job_id = '" + job + "', purging = true where id = '" + tenant + "'");
        purge();
    }

    @Test
    void isAsItWasBeforeItWasSuspended() {
        restore()
                .post(PATH + "/restore", tenant)
                .then()
                .statusCode(200)
                .body("restored_counts.tenants", equalTo(1))
                .body("restored_counts.tenant_members", equalTo(2));

        assertThat(TenantRows.of(tenant)).isEqualTo(before);
    }

    @Test
    void noMemberComesBackWhoWasErasedSince() {
        TestDatabase.execute(
                "insert into tenant.erased_users (user_id, job_id) values ('" + member + "', gen_random_uuid())");

        restore()
                .post(PATH + "/restore", tenant)
                .then()
                .statusCode(409)
                .body("findings.code", hasItem("erased-meanwhile"));

        assertThat(TenantRows.of(tenant)).isEmpty();
    }

    private void purge() {
        restore()
                .header(
                        DeletionHeaders.RESTORE_UNTIL,
                        Instant.now().plus(Duration.ofDays(7)).toString())
                .delete(PATH, tenant)
                .then()
                .statusCode(200);
        assertThat(TenantRows.of(tenant)).isEmpty();
    }

    private RequestSpecification restore() {
        return given().auth()
                .oauth2(Tokens.service())
                .header(DeletionHeaders.JOB_ID, job)
                .header(DeletionHeaders.RESTORE_KEY, KEY);
    }
}
