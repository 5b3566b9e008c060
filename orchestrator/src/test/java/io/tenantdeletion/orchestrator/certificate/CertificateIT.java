package io.tenantdeletion.orchestrator.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.tenantdeletion.commons.test.AsyncApi;
import io.tenantdeletion.commons.test.TestDatabase;
import io.tenantdeletion.commons.test.Tokens;
import io.tenantdeletion.orchestrator.MailServer;
import io.tenantdeletion.orchestrator.Notifications;
import io.tenantdeletion.orchestrator.OrchestratorTest;
import io.tenantdeletion.orchestrator.api.Api;
import io.tenantdeletion.orchestrator.api.Callers;
import io.tenantdeletion.orchestrator.audit.Audit;
import io.tenantdeletion.orchestrator.fake.FakeTenant;
import io.tenantdeletion.orchestrator.fake.Reply;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The signed proof of a deletion. */
@QuarkusTest
@WithTestResource(Notifications.class)
class CertificateIT extends OrchestratorTest {

    private final FakeTenant tenant = platform.tenant();

    /** No account goes before its user's last mail is accepted. */
    @BeforeEach
    void receive() {
        MailServer.get();
    }

    @Test
    void saysWhatWasErasedWhereAndForWhom() {
        String job = Api.run(tenant).path("job_id");

        JsonPath says = Issued.certificate(job);

        assertThat(says.getString("job_id")).isEqualTo(job);
        assertThat(says.getMap("subject"))
                .isEqualTo(Map.of("type", "tenant", "id", tenant.id().toString()));
        assertThat(says.getString("requested_by.user_id"))
                .isEqualTo(tenant.owner().toString());
        assertThat(says.getString("requested_by.as")).isEqualTo("service");
        assertThat(says.getString("reason_code")).isEqualTo("request_of_service");
        assertThat(says.getString("completed_at")).isNotNull();
        assertThat(says.getString("product_version")).isNotBlank();
        assertThat(says.getLong("total_rows")).isEqualTo(Api.job(job).jsonPath().getLong("total_items_deleted"));
        assertThat(says.getInt("services.find { it.service == 'orders' }.tables.things"))
                .isEqualTo(3);
        assertThat(says.getString("services.find { it.service == 'orders' }.verified"))
                .isEqualTo("zero_residual_by_catalog");
        assertThat(says.getList("not_proven")).containsExactly("tenant");
        assertThat(says.getList("left_out")).isEmpty();
        assertThat(says.getString("not_covered[0].what")).isEqualTo("backups");
        assertThat(says.getString("not_covered[0].until")).isGreaterThan(says.getString("completed_at"));
        assertThat(says.prettify()).doesNotContain(tenant.name(), "a test", "@");
    }

    @Test
    void namesWhoHadItGoOnWithoutAService() {
        UUID admin = UUID.randomUUID();
        platform.onPurge("pos", tenant, Reply.status(400), Reply.complete(1));
        String job = Api.run(tenant).path("job_id");
        TestDatabase.execute(
                "insert into orchestrator.deletion_steps (job_id, phase, service, position, status) select '" + job
                        + "', phase, 'bygone', 12, 'completed' from unnest('{prepare,purge}'::text[]) as phase");
        Api.retry(job).then().body("status", equalTo("failed"));

        Api.as(Tokens.platformAdmin(admin))
                .contentType(ContentType.JSON)
                .body(Map.of("reason", "switched off"))
                .post(Api.JOBS + "/" + job + "/steps/bygone/leave-out")
                .then()
                .statusCode(200);

        JsonPath says = Issued.certificate(job);
        assertThat(says.<String>getList("left_out")).containsExactly("bygone");
        assertThat(says.getString("left_out_by[0].service")).isEqualTo("bygone");
        assertThat(says.getString("left_out_by[0].by")).isEqualTo(admin.toString());
        assertThat(says.getString("left_out_by[0].at")).isNotNull();
        assertThat(says.prettify()).doesNotContain("switched off");
    }

    @Test
    void ofAUserItSaysTheSame() {
        UUID user = platform.user();
        String job = Api.deleteUser(user).path("job_id");

        JsonPath says = Issued.certificate(job);

        assertThat(says.getMap("subject")).isEqualTo(Map.of("type", "user", "id", user.toString()));
        assertThat(says.getString("services.find { it.service == 'account' }.verified"))
                .isEqualTo("not_applicable");
    }

    @Test
    void isToldAuditedAndLinked() {
        String job = Api.run(tenant).path("job_id");
        JsonPath says = Issued.certificate(job);

        Api.job(job).then().body("_links.certificate.href", endsWith("/" + job + "/certificate"));
        Api.service()
                .get(Api.JOBS + "/" + job + "/report?format=json")
                .then()
                .body("certificate", endsWith("/" + job + "/certificate"));
        JsonObject data = new JsonObject(TestDatabase.query(
                        "select data from orchestrator.outbox where type = 'certificate.issued' and data ->> 'job_id' = '"
                                + job + "'")
                .get(0));
        assertThat(data.getLong("number")).isEqualTo(says.getLong("number"));
        assertThat(data.getString("tenant_id")).isEqualTo(tenant.id().toString());
        JsonObject event = new JsonObject(TestDatabase.query("select jsonb_build_object('specversion', '1.0', 'id', id,"
                        + " 'type', type, 'source', source, 'subject', subject, 'time', orchestrator.utc_text(time),"
                        + " 'datacontenttype', 'application/json', 'data', data) from orchestrator.outbox"
                        + " where type = 'certificate.issued' and data ->> 'job_id' = '" + job + "'")
                .get(0));
        assertThat(AsyncApi.read(RestAssured.get("/api/v1/asyncapi.yaml").asString())
                        .mistakes(event))
                .isEmpty();
        JsonPath line = Audit.lines("subject=" + tenant.id() + "&action=certificate.issued");
        assertThat(line.getString("items[0].detail.hash")).isEqualTo(data.getString("hash"));
    }

    @Test
    void aJobWithoutOneSaysSo() {
        String job = Api.post(tenant, Api.service(), Map.of("retention", "P1D")).path("job_id");

        Issued.get(job, "application/jose").then().statusCode(404).contentType("application/problem+json");
        Issued.get(job, "text/html").then().statusCode(406);
        Api.job(job).then().body("_links.certificate", nullValue());
    }

    @Test
    void keysAreForEverybody() {
        RestAssured.get(Issued.KEYS)
                .then()
                .statusCode(200)
                .body("keys.kid", equalTo(List.of("now", "former")))
                .body("keys[0].x", equalTo("11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"))
                .body("keys[0].d", nullValue());
        RestAssured.get("/q/health/group/deletion")
                .then()
                .body("checks.find { it.name == 'certificates' }.data.signing_key", equalTo("now"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "nobody, 401, 401",
        "service, 200, 403",
        "platform admin, 200, 200",
        "member, 403, 403",
        "stranger, 403, 403"
    })
    void isForWhoeverMayReadTheJob(String caller, int one, int all) {
        String job = Api.run(tenant).path("job_id");
        Issued.certificate(job);

        assertThat(Callers.as(caller, tenant)
                        .get(Api.JOBS + "/" + job + "/certificate")
                        .statusCode())
                .isEqualTo(one);
        assertThat(Callers.as(caller, tenant).get(Issued.PATH).statusCode()).isEqualTo(all);
    }
}
