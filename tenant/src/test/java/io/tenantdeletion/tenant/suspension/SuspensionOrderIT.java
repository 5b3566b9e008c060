package io.tenantdeletion.tenant.suspension;

import static io.tenantdeletion.tenant.support.Api.isProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tenantdeletion.commons.test.PlatformTestResource;
import io.tenantdeletion.tenant.support.Api;
import io.tenantdeletion.tenant.support.FakeOrchestrator;
import io.tenantdeletion.tenant.support.TenantRows;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which request about a suspension counts, whatever comes first, and when there is no way back. */
@QuarkusTest
@WithTestResource(PlatformTestResource.class)
@WithTestResource(FakeOrchestrator.class)
class SuspensionOrderIT {

    private static final int ROUNDS = 30;

    private final Api service = Api.asService();
    private final UUID owner = UUID.randomUUID();
    private final UUID job = UUID.randomUUID();
    private final UUID otherJob = UUID.randomUUID();
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
    void doesNotBeginWhenItsEndWasFirst() {
        service.unsuspend(tenant, job, 2).statusCode(204);

        isProblem(service.suspend(tenant, job, 1), 409, "suspension-outdated").body("suspension_token", equalTo(2));
        isProblem(service.suspend(tenant, job, 2), 409, "suspension-outdated");

        assertThat(TenantRows.of(tenant)).isEqualTo(before);
        service.suspend(tenant, otherJob, 3).statusCode(200);
    }

    @Test
    void comesToTheSameEndInWhateverOrderItsRequestsArrive() {
        for (int round = 0; round < ROUNDS; round++) {
            long token = 2L * round + 1;
            CompletableFuture<Integer> suspend = CompletableFuture.supplyAsync(
                    () -> service.suspend(tenant, job, token).extract().statusCode());
            CompletableFuture<Integer> unsuspend = CompletableFuture.supplyAsync(
                    () -> service.unsuspend(tenant, job, token + 1).extract().statusCode());

            assertThat(unsuspend.join()).as("round %d", round).isEqualTo(204);
            assertThat(suspend.join()).as("round %d", round).isIn(200, 409);
            assertThat(TenantRows.of(tenant)).as("round %d", round).isEqualTo(before);
        }
    }

    @Test
    void isTakenOverByALaterJobOnly() {
        service.suspend(tenant, job, 2).statusCode(200);

        isProblem(service.suspend(tenant, otherJob, 1), 409, "suspension-outdated");
        isProblem(service.suspend(tenant, otherJob, 2), 409, "suspension-outdated");
        service.suspend(tenant, otherJob, 3).statusCode(200).body("deletion_job_id", equalTo(otherJob.toString()));

        isProblem(service.suspend(tenant, job, 2), 409, "suspension-outdated");
        service.unsuspend(tenant, job, 2).statusCode(204);
        service.get(tenant.toString())
                .body("status", equalTo("inactive"))
                .body("deletion_job_id", equalTo(otherJob.toString()));
        service.unsuspend(tenant, otherJob, 4).statusCode(204);
        assertThat(TenantRows.of(tenant)).isEqualTo(before);
    }

    @Test
    void endsForAJobThatIsLaterThanTheOneItIsFor() {
        service.suspend(tenant, job, 1).statusCode(200);

        service.unsuspend(tenant, otherJob, 2).statusCode(204);

        assertThat(TenantRows.of(tenant)).isEqualTo(before);
        isProblem(service.suspend(tenant, job, 1), 409, "suspension-outdated");
    }

    @Test
    void ofBeforeThereWereTokensIsTakenOverAndEnded() {
        TenantRows.suspend(tenant, job);

        service.suspend(tenant, otherJob, 1).statusCode(200);
        service.unsuspend(tenant, otherJob, 2).statusCode(204);
        assertThat(TenantRows.of(tenant)).isEqualTo(before);

        TenantRows.suspend(tenant, job);
        service.unsuspend(tenant, job, 3).statusCode(204);
        assertThat(TenantRows.of(tenant)).isEqualTo(before);
    }

    @Test
    void hasNoWayBackOnceRowsAreDeleted() {
        service.suspend(tenant, job, 1).statusCode(200);
        service.suspendForPurge(tenant, job, 1).statusCode(200).body("purging", equalTo(true));
        service.suspendForPurge(tenant, job, 1).statusCode(200);
        List<String> purging = TenantRows.of(tenant);

        isProblem(service.suspend(tenant, job, 1), 409, "deletion-begun");
        isProblem(service.suspend(tenant, otherJob, 2), 409, "deletion-begun").body("job_id", equalTo(job.toString()));
        isProblem(service.unsuspend(tenant, job, 2), 409, "deletion-begun")
                .body("detail", containsString("until it is completed"));
        service.unsuspend(tenant, job, 1).statusCode(409);
        isProblem(service.suspendForPurge(tenant, otherJob, 1), 409, "suspension-outdated");

        assertThat(TenantRows.of(tenant)).isEqualTo(purging);
        assertThat(TenantRows.suspensionToken(tenant)).isEqualTo(1);
        isProblem(Api.as(owner).putMember(tenant, UUID.randomUUID(), "admin"), 409, "tenant-inactive")
                .body("detail", containsString("has begun"));
    }

    @Test
    void endsOnceEverythingThatWasDeletedIsBack() {
        service.suspendForPurge(tenant, job, 1).statusCode(200);

        service.unsuspend(tenant, job, 2).statusCode(409);
        service.unsuspendUndone(tenant, job, 2).statusCode(204);
        service.unsuspendUndone(tenant, job, 2).statusCode(204);

        assertThat(TenantRows.of(tenant)).isEqualTo(before);
    }

    @Test
    void goesOnForEveryLaterAttemptOnceRowsAreDeleted() {
        service.suspendForPurge(tenant, job, 1).statusCode(200);
        TenantRows.member(tenant, UUID.randomUUID(), "admin");

        service.put(tenant + "/deletion", """
                        {"job_id": "%s", "token": 7, "initiated_by": "%s", "sole_admin": true, "purging": true}
                        """.formatted(otherJob, owner))
                .statusCode(200)
                .body("deletion_job_id", equalTo(otherJob.toString()))
                .body("purging", equalTo(true));
        isProblem(service.suspendForPurge(tenant, job, 6), 409, "suspension-outdated");
        service.unsuspend(tenant, job, 6).statusCode(204);

        service.get(tenant.toString()).body("status", equalTo("inactive")).body("purging", equalTo(true));
    }
}
