package io.tenantdeletion.orchestrator.saga;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.tenantdeletion.commons.test.Tokens;
import io.tenantdeletion.orchestrator.OrchestratorTest;
import io.tenantdeletion.orchestrator.api.Api;
import io.tenantdeletion.orchestrator.fake.Call;
import io.tenantdeletion.orchestrator.fake.FakeTenant;
import io.tenantdeletion.orchestrator.fake.Reply;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** One service that only rehearses, among those that delete. */
@QuarkusTest
@TestProfile(ShadowServiceIT.SalesInShadow.class)
class ShadowServiceIT extends OrchestratorTest {

    private final FakeTenant tenant = platform.tenant();

    /** Sales is new. */
    public static class SalesInShadow implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("deletion.participants.sales.mode", "shadow");
        }
    }

    @Test
    void isAskedAndNeverCalledToDelete() {
        Api.run(tenant)
                .then()
                .body("status", equalTo("completed"))
                .body("mode", nullValue())
                .body("phases.prepare.shadow", contains("sales"))
                .body("phases.prepare.services.sales.preview.things", equalTo(3))
                .body("phases.purge.services", not(hasKey("sales")))
                .body("phases.verify.services", not(hasKey("sales")))
                .body("service_results", not(hasKey("sales")))
                .body("total_items_deleted", equalTo(36));

        assertThat(platform.purges("sales", tenant)).isEmpty();
        assertThat(platform.checks().calls(tenant.id()))
                .extracting(Call::service)
                .doesNotContain("sales")
                .contains("pos");
    }

    @Test
    void keepsNobodyFromDeleting() {
        platform.onPreview("sales", tenant, Reply.preview(7).findings(ShadowIT.FINDINGS));

        Api.run(tenant)
                .then()
                .body("status", equalTo("completed"))
                .body("phases.prepare.services.sales.errors", contains("refused", "finding"));
    }

    @Test
    void isShownAsWhatItIs() {
        Api.as(Tokens.platformAdmin())
                .get("/api/v1/services")
                .then()
                .body("find { it.service == 'sales' }.mode", equalTo("shadow"))
                .body("find { it.service == 'pos' }.mode", equalTo("delete"));
    }
}
