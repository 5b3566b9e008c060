package io.tenantdeletion.orchestrator.saga;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tenantdeletion.commons.test.Tokens;
import io.tenantdeletion.orchestrator.MailServer;
import io.tenantdeletion.orchestrator.Notifications;
import io.tenantdeletion.orchestrator.OrchestratorTest;
import io.tenantdeletion.orchestrator.api.Api;
import io.tenantdeletion.orchestrator.fake.FakeAccounts;
import io.tenantdeletion.orchestrator.fake.FakeTenant;
import io.tenantdeletion.orchestrator.mail.Mails;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** With four eyes on, the deletion of one's own account waits for a platform admin who is somebody else. */
@QuarkusTest
@WithTestResource(Notifications.class)
class UserFourEyesIT extends OrchestratorTest {

    private final UUID user = platform.user();
    private final FakeTenant tenant = platform.tenant();

    @BeforeEach
    void receive() {
        MailServer.get();
    }

    @Test
    void beginsWhenAnotherHasApprovedAndTheTenantsNeedNoFurtherApproval() {
        platform.users().owns(user, tenant.id());
        String job = ownAccount();

        Api.decide(job, "approve", Api.as(Tokens.platformAdmin(user))).then().statusCode(403);
        assertThat(platform.requests("/models/user/" + user)).isEmpty();
        Api.decide(job, "approve", Api.as(Tokens.platformAdmin(UUID.randomUUID())))
                .then()
                .statusCode(200);

        Api.awaitStatus(job, "completed");
        Api.job(job).then().body("service_results.tenants.deleted_counts.tenants_deleted", equalTo(1));
    }

    @Test
    void endsWhenAnotherHasRejected() {
        String job = ownAccount();

        Api.decide(job, "reject", Api.as(Tokens.platformAdmin())).then().body("status", equalTo("cancelled"));

        assertThat(platform.accounts().has(user)).isTrue();
        assertThat(platform.requests("/models/user/" + user)).isEmpty();
    }

    @Test
    void aServiceThatPassesTheUsersWishOnMakesNoDifference() {
        Api.deleteUser(user, Api.service().header("Deletion-On-Behalf-Of", user))
                .then()
                .statusCode(202)
                .body("waiting_for", equalTo("approval"));
        Api.deleteUser(platform.user()).then().statusCode(200).body("approval", nullValue());
    }

    @Test
    void aTenantWhoseOwnDeletionAwaitsApprovalIsWaitedForUntilSomebodyDecides() {
        platform.users().owns(user, tenant.id());
        String waiting = Api.post(tenant, Api.service(), Map.of("requested_as", "owner"))
                .then()
                .body("waiting_for", equalTo("approval"))
                .extract()
                .path("job_id");

        String job = Api.deleteUser(user, Api.service()).path("job_id");

        // Between two of its looks, which are far apart only outside of tests.
        Awaitility.await()
                .until(() -> Api.job(job), now -> "approval".equals(now.path("waiting_for")))
                .then()
                .body("status", equalTo("in_progress"))
                .body("service_results.tenants.errors[0]", containsString(waiting + " waits for an approval"));
        Api.decide(waiting, "reject", Api.as(Tokens.platformAdmin())).then().statusCode(200);
        Api.awaitStatus(job, "completed");
    }

    @Tag("long")
    @Test
    void aTenantThatTurnsOutLaterToGoAlongIsDecidedAboutByItself() {
        platform.users().losesSuccessor(user, tenant);
        String job = ownAccount();
        Api.decide(job, "approve", Api.as(Tokens.platformAdmin())).then().statusCode(200);

        Awaitility.await().until(() -> "approval".equals(Api.job(job).path("waiting_for")));
        String part = Api.jobOf(tenant);
        new Mails(part).await("ops@platform.example", "Waits for your approval");
        new Mails(part).await(FakeAccounts.address(user), "Deletion on");
        Api.decide(part, "reject", Api.as(Tokens.platformAdmin())).then().statusCode(200);

        Api.awaitStatus(job, "failed");
        Api.job(job)
                .then()
                .body(
                        "service_results.tenants.errors[0]",
                        containsString(part + " was cancelled, rejected or aborted"));
        assertThat(Api.jobOf(tenant)).isEqualTo(part);
        assertThat(platform.purges(tenant)).isEmpty();

        Api.service().post(Api.JOBS + "/" + job + "/retry").then().statusCode(202);
        Awaitility.await().until(() -> !part.equals(Api.jobOf(tenant)));
        Api.decide(Api.jobOf(tenant), "approve", Api.as(Tokens.platformAdmin()))
                .then()
                .statusCode(200);
        Api.awaitStatus(job, "completed");
        assertThat(platform.purges("orders", tenant)).hasSize(1);
    }

    private String ownAccount() {
        return Api.deleteOwnAccount(Api.as(Tokens.user(user)).header("Prefer", "wait=20"))
                .then()
                .statusCode(202)
                .body("status", equalTo("pending"))
                .body("waiting_for", equalTo("approval"))
                .extract()
                .path("job_id");
    }
}
