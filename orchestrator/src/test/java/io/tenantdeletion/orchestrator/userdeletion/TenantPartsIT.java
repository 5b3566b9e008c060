package io.tenantdeletion.orchestrator.userdeletion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.tenantdeletion.commons.test.Tokens;
import io.tenantdeletion.orchestrator.OrchestratorTest;
import io.tenantdeletion.orchestrator.api.Api;
import io.tenantdeletion.orchestrator.fake.FakeTenant;
import io.tenantdeletion.orchestrator.fake.FakeUsers;
import io.tenantdeletion.orchestrator.fake.Reply;
import java.util.UUID;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Jobs of tenants are part of their user's. */
@QuarkusTest
class TenantPartsIT extends OrchestratorTest {

    private final UUID user = platform.user();
    private final FakeTenant tenant = platform.tenant();

    @Test
    void aTenantsJobCannotBeTakenBackAlone() {
        platform.users().owns(user, tenant.id());
        platform.onSuspend(tenant, Reply.status(503));
        String job = Api.deleteUser(user, Api.service()).path("job_id");
        Awaitility.await().until(() -> jobOf(tenant) != null);

        Api.decide(jobOf(tenant), "cancel", Api.as(Tokens.platformAdmin()))
                .then()
                .statusCode(409)
                .body("type", endsWith(":part-of-another-deletion"))
                .body("job_id", equalTo(job));

        platform.onSuspend(tenant, Reply.status(200));
        Api.awaitStatus(job, "completed");
    }

    @Test
    void aTenantsJobThatWaitsIsTakenBackWithItsUsers() {
        platform.users().owns(user, tenant.id());
        platform.checks()
                .onFence(
                        "pos",
                        tenant.id(),
                        Stream.generate(() -> Reply.status(503)).limit(1000).toArray(Reply[]::new));
        String job = Api.deleteUser(user, Api.service()).path("job_id");
        Awaitility.await()
                .until(() -> jobOf(tenant) != null
                        && "unavailable".equals(Api.job(jobOf(tenant)).path("waiting_for")));

        Awaitility.await()
                .until(
                        () -> Api.decide(job, "cancel", Api.as(Tokens.platformAdmin()))
                                .statusCode(),
                        equalTo(200));

        Api.job(jobOf(tenant)).then().body("status", equalTo("cancelled"));
        Awaitility.await().until(() -> platform.suspension(tenant) == null);
        assertThat(platform.purges(tenant)).isEmpty();
    }

    private Reply alone() {
        return Reply.body("[" + FakeUsers.ownership(tenant.id().toString(), null) + "]");
    }

    private static String jobOf(FakeTenant tenant) {
        return Api.service()
                .get(Api.JOBS + "/tenant/" + tenant.id() + "/latest")
                .path("job_id");
    }
}
