package io.tenantdeletion.orchestrator.userdeletion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.tenantdeletion.orchestrator.OrchestratorTest;
import io.tenantdeletion.orchestrator.api.Api;
import io.tenantdeletion.orchestrator.fake.FakeTenant;
import io.tenantdeletion.orchestrator.fake.FakeUsers;
import io.tenantdeletion.orchestrator.fake.Reply;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of the tenants a user owns. */
@QuarkusTest
class OwnedTenantsIT extends OrchestratorTest {

    private static final String COUNTS = "service_results.tenants.deleted_counts.";

    private final UUID user = platform.user();
    private final FakeTenant tenant = platform.tenant();

    @Test
    void aTenantThatGotAnotherAdminMeanwhileChangesHands() {
        platform.users().owns(user, tenant.id(), tenant.admin());
        platform.users().on("GET", "ownerships", user, alone());
        platform.onSuspend(tenant, Reply.problem(409, "other-admins"));

        Api.deleteUser(user)
                .then()
                .body("status", equalTo("completed"))
                .body(COUNTS + "ownerships_transferred", equalTo(1))
                .body(COUNTS + "tenants_deleted", nullValue());
        assertThat(platform.purges(tenant)).isEmpty();
    }

    @Test
    void aTenantWhoseOtherAdminLeftMeanwhileIsDeleted() {
        platform.users().owns(user, tenant.id());
        platform.users()
                .on(
                        "GET",
                        "ownerships",
                        user,
                        Reply.body("["
                                + FakeUsers.ownership(
                                        tenant.id().toString(), tenant.admin().toString())
                                + "]"));
        platform.users().on("POST", "transfer-ownership", tenant.id(), Reply.problem(409, "new-owner-not-admin"));

        Api.deleteUser(user).then().body("status", equalTo("completed")).body(COUNTS + "tenants_deleted", equalTo(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"owner-changed", "not-found"})
    void aTenantThatIsSomebodyElsesOrGoneMeanwhileIsLeftAlone(String slug) {
        platform.users()
                .on(
                        "GET",
                        "ownerships",
                        user,
                        Reply.body("["
                                + FakeUsers.ownership(
                                        tenant.id().toString(), tenant.admin().toString())
                                + "]"));
        platform.users()
                .on(
                        "POST",
                        "transfer-ownership",
                        tenant.id(),
                        Reply.problem(slug.equals("not-found") ? 404 : 409, slug));

        Api.deleteUser(user)
                .then()
                .body("status", equalTo("completed"))
                .body(COUNTS + "ownerships_transferred", nullValue());
    }

    @Test
    void aTenantThatKeepsChangingIsLookedAtAgainLater() {
        platform.users().owns(user, tenant.id());
        platform.onSuspend(tenant, Reply.problem(409, "other-admins"));

        String job = Api.deleteUser(user, Api.service()).path("job_id");
        Response waiting = Awaitility.await().until(() -> Api.job(job), now -> now.path("waiting_for") != null);

        waiting.then()
                .body("waiting_for", equalTo("unavailable"))
                .body(
                        "service_results.tenants.errors[0]",
                        equalTo("contended: tenant " + tenant.id() + ": keeps changing, other-admins"));
        assertThat(platform.accounts().has(user)).isTrue();
        platform.onSuspend(tenant, Reply.status(200));
        Api.awaitStatus(job, "completed");
    }

    @Test
    void aProxysNotFoundIsNoTransfer() {
        platform.users().owns(user, tenant.id(), tenant.admin());
        platform.users().on("POST", "transfer-ownership", tenant.id(), Reply.status(404));

        Api.deleteUser(user)
                .then()
                .body("status", equalTo("failed"))
                .body("service_results.tenants.errors[0]", startsWith("refused: tenant " + tenant.id()));
    }

    @Test
    void aTransferOfWhichTheAnswerIsLostCountsAsBegun() {
        platform.users().owns(user, tenant.id(), tenant.admin());
        platform.users().on("POST", "transfer-ownership", tenant.id(), Reply.hangUp(), Reply.status(400));

        String job = Api.deleteUser(user)
                .then()
                .body("status", equalTo("failed"))
                .body("service_results.tenants.counts_may_be_low", equalTo(true))
                .extract()
                .path("job_id");

        Api.decide(job, "cancel", Api.service()).then().statusCode(409).body("type", endsWith(":deletion-begun"));
        Api.retry(job).then().body("status", equalTo("completed")).body(COUNTS + "ownerships_transferred", equalTo(1));
    }

    @Test
    void aFailingTenantDoesNotKeepTheOthersAndIsRetriedByItsOwnJob() {
        FakeTenant other = platform.tenant();
        FakeTenant shared = platform.tenant();
        platform.users().owns(user, tenant.id());
        platform.users().owns(user, other.id());
        platform.users().owns(user, shared.id(), shared.admin());
        platform.onPurge("pos", tenant, Reply.status(400), Reply.complete(1));

        String job = Api.deleteUser(user)
                .then()
                .body("status", equalTo("failed"))
                .body(COUNTS + "tenants_deleted", equalTo(1))
                .body(COUNTS + "ownerships_transferred", equalTo(1))
                .body("service_results.tenants.errors", hasSize(1))
                .body("service_results.tenants.errors[0]", startsWith("not_deleted: tenant " + tenant.id()))
                .body("service_results.training.status", equalTo("skipped"))
                .body("service_results.memberships.status", equalTo("skipped"))
                .body("service_results.account.status", equalTo("skipped"))
                .extract()
                .path("job_id");
        String failed = Api.jobOf(tenant);

        Api.retry(job)
                .then()
                .body("status", equalTo("completed"))
                .body(COUNTS + "tenants_deleted", equalTo(2))
                .body(COUNTS + "ownerships_transferred", equalTo(1));
        assertThat(Api.jobOf(tenant)).isEqualTo(failed);
        assertThat(platform.purges("orders", tenant)).hasSize(2);
    }

    @Test
    void ofManyFailuresTheFirstAreNamed() {
        for (int index = 0; index < 25; index++) {
            FakeTenant one = platform.tenant();
            platform.users().owns(user, one.id(), one.admin());
            platform.users().on("POST", "transfer-ownership", one.id(), Reply.status(400));
        }

        Api.deleteUser(user)
                .then()
                .body("service_results.tenants.errors", hasSize(21))
                .body("service_results.tenants.errors[20]", equalTo("and 5 more"));
    }

    @Test
    void aWaitingJobOfTheTenantIsHastenedAndWaitedFor() {
        platform.users().owns(user, tenant.id());
        String waiting = Api.post(tenant, Api.service(), Map.of("retention", "P30D"))
                .then()
                .body("status", equalTo("pending"))
                .extract()
                .path("job_id");

        Api.deleteUser(user).then().body("status", equalTo("completed")).body(COUNTS + "tenants_deleted", equalTo(1));
        assertThat(Api.jobOf(tenant)).isEqualTo(waiting);
        Api.job(waiting).then().body("status", equalTo("completed"));
    }

    @Test
    void aRunningJobOfTheTenantIsWaitedFor() {
        CountDownLatch gate = new CountDownLatch(1);
        platform.users().owns(user, tenant.id());
        platform.onPurge("pos", tenant, Reply.complete(1).behind(gate));
        String running = Api.post(tenant, Api.service()).path("job_id");

        String job = Api.deleteUser(user, Api.service()).path("job_id");
        Awaitility.await()
                .until(() -> Api.job(job).path("service_results.tenants.status").equals("in_progress"));
        gate.countDown();

        Api.awaitStatus(job, "completed");
        assertThat(Api.jobOf(tenant)).isEqualTo(running);
    }

    @Test
    @Tag("long")
    void allPagesAreWorkedOff() {
        Stream.generate(UUID::randomUUID)
                .limit(430)
                .forEach(id -> platform.users().owns(user, id, UUID.randomUUID()));
        Stream.generate(platform::tenant)
                .limit(20)
                .forEach(one -> platform.users().owns(user, one.id()));
        Stream.generate(UUID::randomUUID)
                .limit(9550)
                .forEach(id -> platform.users().joins(user, id));

        Api.deleteUser(user, Api.service().header("Prefer", "wait=120"))
                .then()
                .body("status", equalTo("completed"))
                .body(COUNTS + "ownerships_transferred", equalTo(430))
                .body(COUNTS + "tenants_deleted", equalTo(20))
                .body("service_results.tenants.errors", everyItem(nullValue()))
                .body("service_results.memberships.deleted_counts.tenant_members", equalTo(10_000 - 20));
        assertThat(platform.users().owned(user)).isEmpty();
        assertThat(platform.users().memberships(user)).isZero();
    }

    private Reply alone() {
        return Reply.body("[" + FakeUsers.ownership(tenant.id().toString(), null) + "]");
    }
}
