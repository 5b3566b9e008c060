package io.tenantdeletion.orchestrator.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.tenantdeletion.commons.test.Tokens;
import io.tenantdeletion.orchestrator.OrchestratorTest;
import io.tenantdeletion.orchestrator.api.Api;
import io.tenantdeletion.orchestrator.fake.FakeTenant;
import io.tenantdeletion.orchestrator.fake.Reply;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reports of jobs and previews, in every format. */
@QuarkusTest
class ReportIT extends OrchestratorTest {

    private final FakeTenant tenant = platform.tenant();

    @Test
    void aReportTellsWhatWasRemovedAndProven() {
        String job = Api.run(tenant).path("job_id");

        Api.service()
                .get(Api.JOBS + "/" + job + "/report")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .body("job_id", equalTo(job))
                .body("status", equalTo("completed"))
                .body("total_items_deleted", equalTo(39))
                .body("services.find { it.service == 'pos' }.deleted_counts.things", equalTo(3))
                .body("services.find { it.service == 'pos' }.verified", equalTo(true))
                .body("services.service", hasItem("tenant"));
    }

    @ParameterizedTest
    @CsvSource({
        "application/json,,application/json",
        "text/csv,,text/csv",
        "text/html,,text/html",
        "'text/html,application/xhtml+xml,*/*;q=0.8',,text/html",
        "*/*,,application/json",
        "text/html,csv,text/csv",
        "application/json,html,text/html",
    })
    void theFormatIsTheAcceptedOneOrTheNamedOne(String accept, String format, String type) {
        String job = Api.run(tenant).path("job_id");

        report(job, accept, format).statusCode(200).contentType(startsWith(type));
    }

    @Test
    void anUnknownFormatIsRefused() {
        String job = Api.run(tenant).path("job_id");

        report(job, "application/json", "pdf").statusCode(400);
    }

    @Test
    void aPageRunsNothing() {
        String job = Api.post(
                        tenant, Api.service(), Map.of("retention", "P1D", "reason", "<img src=x onerror=alert(1)>"))
                .path("job_id");

        report(job, "text/html", null)
                .statusCode(200)
                .header("Content-Security-Policy", containsString("default-src 'none'"))
                .body(containsString("&lt;img src=x onerror=alert(1)&gt;"));
    }

    @Test
    void whoMayNotReadTheJobMayNotReadItsReport() {
        String job = Api.run(tenant).path("job_id");

        Api.as(Tokens.user(tenant.member()))
                .get(Api.JOBS + "/" + job + "/report")
                .then()
                .statusCode(403);
    }

    @Test
    void aPreviewHasAReport() {
        platform.onPreview("pos", tenant, Reply.preview(17));
        String path = "/api/v1/deletion-preview/tenant/" + tenant.id() + "/report";

        String csv =
                Api.as(Tokens.user(tenant.owner())).get(path + "?format=csv").asString();

        assertThat(csv)
                .startsWith("tenant_id,tenant_name,service,table,rows,unavailable\r\n")
                .contains(tenant.id() + "," + tenant.name() + ",pos,things,17,\r\n");
        Api.service().get(path + "?format=html").then().statusCode(200).body(containsString("things"));
        Api.as(Tokens.user(tenant.member())).get(path).then().statusCode(403);
    }

    private static ValidatableResponse report(String job, String accept, String format) {
        String query = format == null ? "" : "?format=" + format;
        return Api.service()
                .accept(accept)
                .get(Api.JOBS + "/" + job + "/report" + query)
                .then();
    }
}
