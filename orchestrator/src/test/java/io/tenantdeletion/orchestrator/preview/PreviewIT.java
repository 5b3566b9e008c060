package io.tenantdeletion.orchestrator.preview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.aMapWithSize;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.tenantdeletion.orchestrator.OrchestratorTest;
import io.tenantdeletion.orchestrator.api.Api;
import io.tenantdeletion.orchestrator.fake.FakeTenant;
import io.tenantdeletion.orchestrator.fake.Reply;
import org.junit.jupiter.api.Test;

/** The preview of all services in one answer. */
@QuarkusTest
class PreviewIT extends OrchestratorTest {

    private final FakeTenant tenant = platform.tenant();

    @Test
    void addsUpAllServices() {
        platform.onPreview("orders", tenant, Reply.preview(1000));

        preview()
                .then()
                .statusCode(200)
                .body("tenant_id", equalTo(tenant.id().toString()))
                .body("tenant_name", equalTo(tenant.name()))
                .body("services", aMapWithSize(13))
                .body("services.orders.preview.things", equalTo(1000))
                .body("services.orders.total_records", equalTo(1000))
                .body("total_records", equalTo(1000 + 12 * 3))
                .body("warning", equalTo("These records will be permanently deleted and cannot be recovered"))
                .body("unavailable", empty());
        assertThat(platform.purges(tenant)).isEmpty();
    }

    @Test
    void tellsWhatADeletionWouldComeUpAgainst() {
        platform.onPreview("pos", tenant, Reply.preview(3).findings("""
                [{"severity": "warning", "code": "slow", "table": "pos_sessions", "detail": "no index", "remedy": "make one"}]"""));
        platform.onPreview("orders", tenant, Reply.preview(3).findings("[]"));

        preview()
                .then()
                .statusCode(200)
                .body("services.pos.findings.size()", equalTo(1))
                .body("services.pos.findings[0].severity", equalTo("warning"))
                .body("services.pos.findings[0].code", equalTo("slow"))
                .body("services.pos.findings[0].table", equalTo("pos_sessions"))
                .body("services.pos.findings[0].detail", equalTo("no index"))
                .body("services.pos.findings[0].remedy", equalTo("make one"))
                .body("services.orders.findings", empty())
                .body("services.sales", not(hasKey("findings")))
                .body("total_records", equalTo(39));
    }

    @Test
    void namesWhoDidNotAnswerAndCountsThemNot() {
        platform.onPreview("orders", tenant, Reply.status(500));
        platform.onPreview("pos", tenant, Reply.hangUp());
        platform.onPreview("sales", tenant, Reply.body("{\"tenant_id\": \"%s\", \"preview\": {\"things\": -3}}"));
        platform.onPreview("training", tenant, Reply.status(404));

        preview()
                .then()
                .statusCode(200)
                .body("services", aMapWithSize(9))
                .body("services", not(hasKey("orders")))
                .body("total_records", equalTo(27))
                .body("unavailable.service", hasItems("orders", "pos", "sales", "training"))
                .body("unavailable.find { it.service == 'orders' }.reason", startsWith("error: status 500"))
                .body("unavailable.find { it.service == 'pos' }.reason", startsWith("unreachable"))
                .body("unavailable.find { it.service == 'sales' }.reason", startsWith("invalid_answer"))
                .body("unavailable.find { it.service == 'training' }.reason", startsWith("refused: status 404"))
                .body("warning", containsString("there may be more"));
    }

    private Response preview() {
        return Api.service().get("/api/v1/deletion-preview/tenant/" + tenant.id());
    }
}
