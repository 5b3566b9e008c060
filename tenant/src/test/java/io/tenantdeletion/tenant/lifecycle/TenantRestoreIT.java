package io.tenantdeletion.tenant.lifecycle;

import static io.tenantdeletion.tenant.support.Api.isProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.tenantdeletion.commons.test.PlatformTestResource;
import io.tenantdeletion.tenant.support.Api;
import io.tenantdeletion.tenant.support.AuditRows;
import io.tenantdeletion.tenant.support.FakeOrchestrator;
import io.tenantdeletion.tenant.support.Jobs;
import io.tenantdeletion.tenant.support.TenantRows;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Taking a deletion back, while that is possible. */
@QuarkusTest
@WithTestResource(PlatformTestResource.class)
@WithTestResource(FakeOrchestrator.class)
class TenantRestoreIT {

    private static final UUID JOB = UUID.fromString(Jobs.ID);

    FakeOrchestrator orchestrator;

    private final UUID owner = UUID.randomUUID();
    private UUID tenant;
    private List<String> before;

    @BeforeEach
    void tenantThatWaitsForItsDeletion() {
        orchestrator.reset();
        tenant = TenantRows.tenant("Bakery", owner);
        before = TenantRows.of(tenant);
        TenantRows.suspend(tenant, JOB);
    }

    @AfterEach
    void release() {
        orchestrator.reset();
    }

    @Test
    void bringsTheTenantBackExactlyAsItWas() {
        orchestrator.answers(200, Jobs.status("cancelled"));

        restore()
                .statusCode(200)
                .body("tenant_id", equalTo(tenant.toString()))
                .body("status", equalTo("active"))
                .body("deletion_job_id", nullValue());

        assertThat(TenantRows.of(tenant)).isEqualTo(before);
        FakeOrchestrator.Request request = orchestrator.requests().get(0);
        assertThat(request.method() + " " + request.path()).isEqualTo("POST " + Jobs.PATH + "/cancel");
        assertThat(request.onBehalfOf()).isEqualTo(owner.toString());
        assertThat(request.requestedFrom()).isEqualTo("127.0.0.1");
        assertThat(AuditRows.about(orchestrator, tenant, 1).get(0))
                .containsEntry("action", "tenant.unsuspended")
                .containsEntry("actor", owner.toString())
                .containsEntry("job_id", Jobs.ID);
    }

    @Test
    void succeedsWhereAnEarlierAnswerWasLost() {
        orchestrator
                .answers(409, Jobs.problem("deletion-job-not-pending", 409, ""))
                .answers(200, Jobs.status("cancelled"));

        restore().statusCode(200).body("status", equalTo("active"));

        assertThat(TenantRows.of(tenant)).isEqualTo(before);
    }

    @Test
    void isTooLateOnceThePurgeHasBegun() {
        List<String> suspended = TenantRows.of(tenant);
        orchestrator
                .answers(409, Jobs.problem("deletion-job-not-pending", 409, ""))
                .answers(200, Jobs.status("in_progress"));

        isProblem(restore(), 409, "deletion-job-not-pending");

        assertThat(TenantRows.of(tenant)).isEqualTo(suspended);
    }

    @Test
    void isRefusedWithoutAskingOnceRowsWereDeleted() {
        UUID purged = TenantRows.tenant("Bakery", owner);
        TenantRows.suspendForPurge(purged, JOB);
        List<String> suspended = TenantRows.of(purged);

        isProblem(Api.as(owner).post(purged + "/restore", null), 409, "deletion-begun")
                .body("job_id", equalTo(Jobs.ID))
                .body("detail", containsString("already deleted"));
        isProblem(Api.asService().post(purged + "/restore", null), 409, "deletion-begun");

        assertThat(orchestrator.requests()).isEmpty();
        assertThat(TenantRows.of(purged)).isEqualTo(suspended);
    }

    @Test
    void doesNotMindThatTheOrchestratorIsFirst() {
        orchestrator.runs(() -> Api.asService().unsuspend(tenant, JOB, 2).statusCode(204));
        orchestrator.answers(200, Jobs.status("cancelled"));

        restore().statusCode(200).body("status", equalTo("active"));

        assertThat(TenantRows.of(tenant)).isEqualTo(before);
        assertThat(TenantRows.suspensionToken(tenant)).isEqualTo(2);
        assertThat(AuditRows.actions(orchestrator, tenant, 1)).containsExactly("tenant.unsuspended");
    }

    @Test
    void leavesTheSuspensionOfAnotherJobThatCameBetween() {
        UUID later = UUID.randomUUID();
        orchestrator.runs(() -> Api.asService().suspend(tenant, later, 3).statusCode(200));
        orchestrator.answers(200, Jobs.status("cancelled"));

        restore()
                .statusCode(200)
                .body("status", equalTo("inactive"))
                .body("deletion_job_id", equalTo(later.toString()));
    }

    @Test
    void changesNothingWhileTheOrchestratorIsAway() {
        List<String> suspended = TenantRows.of(tenant);
        orchestrator.breaksOff().breaksOff().breaksOff();

        isProblem(restore(), 503, "unavailable");

        assertThat(TenantRows.of(tenant)).isEqualTo(suspended);
    }

    @Test
    void hasNothingToDoWhereNothingIsPending() {
        Api.asService().unsuspend(tenant, JOB, 1).statusCode(204);

        isProblem(restore(), 409, "not-pending-deletion");

        assertThat(orchestrator.requests()).isEmpty();
    }

    @Test
    void knowsNoTenantByAUsersId() {
        isProblem(Api.as(owner).post(owner + "/restore", null), 404, "not-found");
        isProblem(Api.as(owner).post("42/restore", null), 400, "invalid-identifier");
    }

    private ValidatableResponse restore() {
        return Api.as(owner).post(tenant + "/restore", null);
    }
}
