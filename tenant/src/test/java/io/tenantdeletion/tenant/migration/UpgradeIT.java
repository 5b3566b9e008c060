package io.tenantdeletion.tenant.migration;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tenantdeletion.commons.test.EarlierRelease;
import io.tenantdeletion.commons.test.PlatformTestResource;
import io.tenantdeletion.commons.test.TestDatabase;
import io.tenantdeletion.commons.test.Tokens;
import io.tenantdeletion.tenant.support.Api;
import io.tenantdeletion.tenant.support.FakeOrchestrator;
import io.tenantdeletion.tenant.support.TenantRows;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Suspensions, events and half a deletion that an earlier release has left are the present one's. */
@QuarkusTest
@WithTestResource(PlatformTestResource.class)
@WithTestResource(FakeOrchestrator.class)
@WithTestResource(
        value = EarlierRelease.class,
        initArgs = {
            @ResourceArg(name = "tenant", value = "src/main/resources/db/migration/tenant@19"),
            @ResourceArg(
                    name = "tenant_deletion",
                    value = "../deletion-commons/src/main/resources/db/tenant_deletion@2"),
            @ResourceArg(name = "script", value = "src/test/resources/tenants-of-release-19.sql")
        })
class UpgradeIT {

    private static final UUID PURGING = UUID.fromString("00000000-0000-4000-8000-0000000000b1");
    private static final UUID PENDING = UUID.fromString("00000000-0000-4000-8000-0000000000b2");
    private static final UUID ACTIVE = UUID.fromString("00000000-0000-4000-8000-0000000000b3");

    FakeOrchestrator orchestrator;

    @Test
    void aDeletionThatHasBegunIsCompleted() {
        List<String> others = TenantRows.of(ACTIVE);
        String job = "00000000-0000-4000-8000-0000000000a1";
        Api.isProblem(Api.asService().unsuspend(PURGING, UUID.fromString(job), 9), 409, "deletion-begun");

        given().auth()
                .oauth2(Tokens.service())
                .header("Deletion-Job-Id", job)
                .delete("/api/v1/tenant/tenant/{tenant}", PURGING)
                .then()
                .statusCode(200)
                .body("summary.deleted_counts.tenants", equalTo(1))
                .body("summary.job_counts.tenant_settings", equalTo(5));

        assertThat(TenantRows.of(PURGING)).isEmpty();
        assertThat(TenantRows.of(ACTIVE)).isEqualTo(others);
        await().until(() -> orchestrator.events().about(PURGING).stream()
                .map(event -> event.get("type"))
                .toList()
                .containsAll(List.of("subscription.cancelled", "tenant.deleted")));
    }

    @Test
    void aPendingDeletionIsTakenBack() {
        UUID job = UUID.fromString("00000000-0000-4000-8000-0000000000a2");
        Api.asService().unsuspend(PENDING, job, 7).statusCode(204);
        Api.asService().get(PENDING.toString()).body("deletion_job_id", equalTo(job.toString()));

        Api.asService().unsuspend(PENDING, job, 9).statusCode(204);

        Api.asService().get(PENDING.toString()).body("status", equalTo("active"));
    }

    @Test
    void whatWasNotSentYetIsSent() {
        await().until(() -> !orchestrator.events().about(ACTIVE).isEmpty());
        await().until(() -> !orchestrator.auditLog().about(PENDING).isEmpty());

        assertThat(orchestrator.events().about(ACTIVE).get(0))
                .containsEntry("id", "00000000-0000-4000-8000-0000000000e1")
                .containsEntry("type", "ownership.transferred");
        assertThat(TestDatabase.query("select 1 from tenant.audit_outbox where event_id::text like '%d1'"))
                .isEmpty();
    }
}
