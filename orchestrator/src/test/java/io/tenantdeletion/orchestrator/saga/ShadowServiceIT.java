package io.tenantdeletion.orchestrator.saga;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tenantdeletion.commons.test.Tokens;
import io.tenantdeletion.orchestrator.OrchestratorTest;
import io.tenantdeletion.orchestrator.api.Api;
import io.tenantdeletion.orchestrator.fake.Call;
import io.tenantdeletion.orchestrator.fake.FakeTenant;
import io.tenantdeletion.orchestrator.fake.Reply;
import org.junit.jupiter.api.Test;

/** One service that only rehearses, among those that delete. */
@QuarkusTest
@WithTestResource(UnlikeServices.class)
class ShadowServiceIT extends OrchestratorTest {

    private final FakeTenant tenant = platform.tenant();

    @Test
    void isAskedAndNeverCalledToDelete() {
        Api.run(tenant)
                .then()
                .body("status", equalTo("completed"))
                .body("mode", nullValue())
                .body("phases.prepare.shadow", contains("suppliers"))
                .body("phases.prepare.services.suppliers.preview.things", equalTo(3))
                .body("phases.purge.services", not(hasKey("suppliers")))
                .body("phases.verify.services", not(hasKey("suppliers")))
                .body("service_results", not(hasKey("suppliers")))
                .body("total_items_deleted", equalTo(36));

        assertThat(platform.purges("suppliers", tenant)).isEmpty();
        assertThat(platform.checks().calls(tenant.id()))
                .extracting(Call::service)
                .doesNotContain("suppliers")
                .contains("pos");
    }

    @Test
    void keepsNobodyFromDeleting() {
        platform.onPreview("suppliers", tenant, Reply.preview(7).findings(ShadowIT.FINDINGS));

        Api.run(tenant)
                .then()
                .body("status", equalTo("completed"))
                .body("phases.prepare.services.suppliers.errors", contains("refused", "finding"));
    }

    @Test
    void isShownAsWhatItIs() {
        Api.as(Tokens.platformAdmin())
                .get("/api/v1/services")
                .then()
                .body("find { it.service == 'suppliers' }.mode", equalTo("shadow"))
                .body("find { it.service == 'pos' }.mode", equalTo("delete"));
    }
}
