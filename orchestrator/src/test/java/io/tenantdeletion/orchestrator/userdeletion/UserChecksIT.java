package io.tenantdeletion.orchestrator.userdeletion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.tenantdeletion.orchestrator.OrchestratorTest;
import io.tenantdeletion.orchestrator.api.Api;
import io.tenantdeletion.orchestrator.fake.Call;
import io.tenantdeletion.orchestrator.fake.FakeTenant;
import io.tenantdeletion.orchestrator.fake.Reply;
import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A user's services are prepared before anything changes, and verified before the user leaves. */
@QuarkusTest
class UserChecksIT extends OrchestratorTest {

    private final UUID user = platform.user();
    private final FakeTenant sole = platform.tenant();
    private final FakeTenant shared = platform.tenant();

    @Test
    void oneRefusalAndNothingChangesAnywhere() {
        platform.users().owns(user, sole.id());
        platform.users().owns(user, shared.id(), shared.admin());
        platform.checks().onFence("models", user, Reply.refused("""
                [{"code": "unmarked-column", "table": "model_versions", "detail": "trained_by", "remedy": "mark it"}]"""));

        String job = Api.deleteUser(user)
                .then()
                .body("status", equalTo("failed"))
                .body("waiting_for", equalTo("refused"))
                .body(
                        "waiting_detail",
                        containsString("training: refused: deletion-refused, d, finding: table model_versions;"
                                + " unmarked-column: trained_by; remedy: mark it"))
                .body("phases.identity.status", equalTo("completed"))
                .body("phases.prepare.services.training.status", equalTo("failed"))
                .body("phases.prepare.services.forecasting.fence.plan_version", equalTo("p1"))
                .body("phases.tenants.status", equalTo("skipped"))
                .extract()
                .path("job_id");

        assertThat(platform.users().owned(user)).hasSize(2);
        assertThat(platform.checks().fenced(user)).isEmpty();
        assertThat(platform.checks().calls(sole.id())).isEmpty();
        assertThat(platform.requests("DELETE /api/v1/models/user/" + user))
                .hasSize(1)
                .allMatch(one -> one.endsWith("fence"));

        Api.retry(job).then().body("status", equalTo("completed")).body("phases.verify.unproven", nullValue());
        assertThat(platform.checks().fenced(user)).hasSize(12);
        assertThat(platform.checks().calls(user)).extracting(Call::job).containsOnly(job);
    }

    @Test
    void fencesStayOnceATenantIsGone() {
        platform.users().owns(user, sole.id());
        platform.users().on("DELETE", "forecasts", user, Reply.status(400));

        Api.deleteUser(user).then().body("status", equalTo("failed")).body("phase", equalTo("services"));

        assertThat(platform.checks().fenced(user)).hasSize(12);
    }

    @Test
    void theUserStaysInTenantsUntilEveryServiceIsVerified() {
        platform.users().joins(user, shared.id());
        Reply[] left = new Reply[4];
        Arrays.fill(left, Reply.verified(2));
        platform.checks().onVerification("models", user, left);

        String job = Api.deleteUser(user)
                .then()
                .body("status", equalTo("failed"))
                .body("waiting_detail", startsWith("training: residual: left after 3 further purges: things: 2 rows"))
                .body("phases.verify.services.training.status", equalTo("failed"))
                .body("phases.memberships.status", equalTo("skipped"))
                .extract()
                .path("job_id");
        assertThat(platform.users().memberships(user)).isEqualTo(1);
        assertThat(platform.accounts().has(user)).isTrue();

        Api.retry(job)
                .then()
                .body("status", equalTo("completed"))
                .body(
                        "phases.keySet()",
                        contains("identity", "prepare", "tenants", "services", "verify", "memberships", "account"))
                .body("phases.verify.services.training.verification.proven", equalTo(true));
        assertThat(platform.requests("DELETE /api/v1/models/user/" + user)).hasSize(5);
    }
}
