package io.tenantdeletion.orchestrator.saga;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tenantdeletion.commons.test.Tokens;
import io.tenantdeletion.orchestrator.OrchestratorTest;
import io.tenantdeletion.orchestrator.api.Api;
import io.tenantdeletion.orchestrator.fake.Call;
import io.tenantdeletion.orchestrator.fake.FakeTenant;
import io.tenantdeletion.orchestrator.fake.Reply;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Services that offer no more than a preview and DELETE, or not even that, take part; what they say proves nothing. */
@QuarkusTest
@WithTestResource(UnlikeServices.class)
class UnprovenIT extends OrchestratorTest {

    private final FakeTenant tenant = platform.tenant();

    @Test
    void theJobSaysWhatWasNotProven() {
        String job = Api.run(tenant)
                .then()
                .body("status", equalTo("completed"))
                .body("phases.verify.unproven", contains("recipes", "sales"))
                .body("phases.prepare.services.sales.fence", nullValue())
                .body("phases.verify.services.sales.verification.by", equalTo("preview"))
                .body("phases.verify.services.sales.verification.proven", equalTo(false))
                .body("phases.verify.services.recipes.status", equalTo("completed"))
                .body("phases.verify.services.recipes.verification.by", equalTo("none"))
                .body("phases.verify.services.recipes.verification.proven", equalTo(false))
                .body("phases.verify.services.pos.verification.proven", equalTo(true))
                .extract()
                .path("job_id");

        assertThat(platform.checks().calls(tenant.id()))
                .extracting(Call::service)
                .doesNotContain("sales", "recipes", "tenant");
        assertThat(platform.requests("/sales/tenant/" + tenant.id()))
                .containsExactly(
                        // What is expected, whether it can delete, and what is left.
                        "GET /api/v1/sales/tenant/" + tenant.id() + "/deletion-preview",
                        "GET /api/v1/sales/tenant/" + tenant.id() + "/deletion-preview",
                        "DELETE /api/v1/sales/tenant/" + tenant.id(),
                        "GET /api/v1/sales/tenant/" + tenant.id() + "/deletion-preview");
        assertThat(platform.calls("sales", tenant)).extracting(Call::job).containsOnly(job);
    }

    @Test
    void whatTheyDeleteCannotBeUndone() {
        Api.post(tenant, Api.service(), Map.of("on_failure", "rollback"))
                .then()
                .statusCode(409)
                .body("type", endsWith("rollback-impossible"))
                .body("services", contains("recipes", "sales"));

        String job = Api.run(tenant).then().extract().path("job_id");
        Api.decide(job, "restore", Api.as(Tokens.platformAdmin()))
                .then()
                .statusCode(409)
                .body("type", endsWith("deletion-job-not-restorable"))
                .body("services", contains("recipes", "sales"));
        assertThat(platform.restores().keys(tenant.id())).doesNotContainKey("sales");
        assertThat(platform.restores().keys(tenant.id())).containsKey("pos");
    }

    @Test
    void aPreviewThatStillSeesRowsIsBelieved() {
        platform.onPurge("sales", tenant, Reply.complete(0));
        platform.onPreview("sales", tenant, Reply.preview(5));

        Api.run(tenant)
                .then()
                .body("status", equalTo("failed"))
                .body("waiting_for", equalTo("refused"))
                .body("waiting_detail", startsWith("sales: residual: left after 3 further purges: things: 5 rows"));

        assertThat(platform.purges("sales", tenant)).hasSize(4);
        assertThat(platform.purges("tenant", tenant)).isEmpty();
    }

    @Test
    void successWithErrorsIsNone() {
        platform.onPurge("sales", tenant, Reply.body(Reply.complete(5).body().replace("[]", "[\"could not delete\"]")));

        Api.run(tenant)
                .then()
                .body("status", equalTo("failed"))
                .body("service_results.sales.errors[0]", startsWith("not_deleted: "));

        assertThat(platform.purges("tenant", tenant)).isEmpty();
    }

    @Test
    void itsPreviewMustAnswerBeforeAnythingIsDeleted() {
        platform.onPreview("sales", tenant, Reply.status(404));

        Api.run(tenant)
                .then()
                .body("status", equalTo("failed"))
                .body("phases.prepare.services.sales.errors[0]", startsWith("refused: status 404"));

        assertThat(platform.purges(tenant)).isEmpty();
        assertThat(platform.checks().fenced(tenant.id())).isEmpty();
    }
}
