package io.tenantdeletion.orchestrator.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.tenantdeletion.commons.test.TestDatabase;
import io.tenantdeletion.commons.test.Tokens;
import io.tenantdeletion.orchestrator.MailServer;
import io.tenantdeletion.orchestrator.Notifications;
import io.tenantdeletion.orchestrator.OrchestratorTest;
import io.tenantdeletion.orchestrator.api.Api;
import io.tenantdeletion.orchestrator.api.Callers;
import io.tenantdeletion.orchestrator.audit.Audit;
import io.tenantdeletion.orchestrator.broker.AsyncApi;
import io.tenantdeletion.orchestrator.fake.FakeTenant;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The signed proof of a deletion, and that nobody can tamper with it unseen. */
@QuarkusTest
@TestProfile(Notifications.class)
class CertificateIT extends OrchestratorTest {

    private static final String ALL = "/api/v1/certificates";
    private static final String KEYS = ALL + "/keys";

    private final FakeTenant tenant = platform.tenant();

    @TempDir
    Path directory;

    /** No account goes before its user's last mail is accepted. */
    @BeforeEach
    void receive() {
        MailServer.get();
    }

    @Test
    void saysWhatWasErasedWhereAndForWhom() {
        String job = Api.run(tenant).path("job_id");

        JsonPath says = certificate(job);

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
        assertThat(says.getList("not_proven")).isEmpty();
        assertThat(says.getList("left_out")).isEmpty();
        assertThat(says.getString("not_covered[0].what")).isEqualTo("backups");
        assertThat(says.getString("not_covered[0].until")).isGreaterThan(says.getString("completed_at"));
        assertThat(says.prettify()).doesNotContain(tenant.name(), "a test", "@");
    }

    @Test
    void ofAUserItSaysTheSame() {
        UUID user = platform.user();
        String job = Api.deleteUser(user).path("job_id");

        JsonPath says = certificate(job);

        assertThat(says.getMap("subject")).isEqualTo(Map.of("type", "user", "id", user.toString()));
        assertThat(says.getString("services.find { it.service == 'account' }.verified"))
                .isEqualTo("not_applicable");
    }

    @Test
    void isToldAuditedAndLinked() {
        String job = Api.run(tenant).path("job_id");
        JsonPath says = certificate(job);

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
        assertThat(AsyncApi.published().mistakes(event)).isEmpty();
        JsonPath line = Audit.lines("subject=" + tenant.id() + "&action=certificate.issued");
        assertThat(line.getString("items[0].detail.hash")).isEqualTo(data.getString("hash"));
    }

    @Test
    void opensslVerifiesItAndFindsAChangedByteAMissingOneAndASwappedPair() throws Exception {
        // Given
        for (int made = 0; made < 3; made++) {
            certificate(Api.run(platform.tenant()).path("job_id"));
        }
        List<String> all = all();
        List<String> last = all.subList(all.size() - 3, all.size());
        Verifier verifier = new Verifier(directory, RestAssured.get(KEYS).asString());

        // Then
        assertThat(verifier.verify(last).output()).contains("signed by now");
        assertThat(verifier.verify(last).status()).isZero();
        assertThat(verifier.verify(List.of(last.get(1))).status()).isZero();

        String[] parts = last.get(1).split("\\.");
        char middle = parts[1].charAt(parts[1].length() / 2);
        String changed = parts[0] + "." + parts[1].substring(0, parts[1].length() / 2) + (middle == 'A' ? 'B' : 'A')
                + parts[1].substring(parts[1].length() / 2 + 1) + "." + parts[2];
        assertThat(verifier.verify(List.of(changed)))
                .isEqualTo(new Verifier.Result(1, "3.jws: the signature is wrong\n"));
        assertThat(verifier.verify(List.of(last.get(0), last.get(2))).output()).contains("was to come");
        assertThat(verifier.verify(List.of(last.get(1), last.get(0), last.get(2)))
                        .status())
                .isEqualTo(1);
    }

    @Test
    void numbersHaveNoGapsHoweverManyAreIssuedAtOnce() {
        List<String> jobs = IntStream.range(0, 12)
                .mapToObj(one -> Api.post(platform.tenant(), Api.service()).<String>path("job_id"))
                .toList();
        jobs.forEach(CertificateIT::certificate);

        List<Long> numbers = all().stream()
                .map(one -> JsonPath.from(payload(one)).getLong("number"))
                .toList();
        assertThat(numbers)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, numbers.size())
                        .mapToObj(Long::valueOf)
                        .toList());
        assertThat(Api.as(Tokens.platformAdmin()).get(ALL).jsonPath().getLong("total"))
                .isEqualTo(numbers.size());
    }

    @Test
    void whatCannotBeIssuedIsIssuedLaterAndKeepsNobodyWaiting() {
        UUID nobody = UUID.randomUUID();
        TestDatabase.execute(
                "insert into orchestrator.certificates_due (job_id, since) values ('" + nobody + "', '2020-01-01')");

        certificate(Api.run(tenant).path("job_id"));

        assertThat(TestDatabase.query(
                        "select tried > 0 from orchestrator.certificates_due where job_id = '" + nobody + "'"))
                .containsExactly("t");
        TestDatabase.execute("delete from orchestrator.certificates_due where job_id = '" + nobody + "'");
    }

    @Test
    void nobodyChangesOne() {
        certificate(Api.run(tenant).path("job_id"));

        for (String change : List.of(
                "update orchestrator.certificates set jws = 'x'",
                "delete from orchestrator.certificates",
                "truncate orchestrator.certificates",
                "update orchestrator.certificate_head set number = number - 1",
                "delete from orchestrator.certificate_head")) {
            assertThatThrownBy(() -> TestDatabase.execute(change))
                    .as(change)
                    .hasStackTraceContaining("certificates are never changed");
        }
    }

    @Test
    void aJobWithoutOneSaysSo() {
        String job = Api.post(tenant, Api.service(), Map.of("retention", "P1D")).path("job_id");

        get(job, "application/jose").then().statusCode(404).contentType("application/problem+json");
        get(job, "text/html").then().statusCode(406);
        Api.job(job).then().body("_links.certificate", nullValue());
    }

    @Test
    void keysAreForEverybody() {
        RestAssured.get(KEYS)
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
        certificate(job);

        assertThat(Callers.as(caller, tenant)
                        .get(Api.JOBS + "/" + job + "/certificate")
                        .statusCode())
                .isEqualTo(one);
        assertThat(Callers.as(caller, tenant).get(ALL).statusCode()).isEqualTo(all);
    }

    /** What the certificate of a job says, once there is one; the same as stands in what is signed. */
    private static JsonPath certificate(String job) {
        Awaitility.await().until(() -> get(job, "application/json").statusCode() == 200);
        Response signed = get(job, "application/jose");
        assertThat(signed.contentType()).startsWith("application/jose");
        JsonPath says = get(job, "application/json").jsonPath();
        assertThat(JsonPath.from(payload(signed.asString())).getMap("$")).isEqualTo(says.getMap("$"));
        return says;
    }

    private static Response get(String job, String type) {
        return Api.service().accept(type).get(Api.JOBS + "/" + job + "/certificate");
    }

    private static String payload(String jws) {
        return new String(java.util.Base64.getUrlDecoder().decode(jws.split("\\.")[1]));
    }

    /** All there are, in the order of the list. */
    private static List<String> all() {
        List<String> all = new ArrayList<>();
        List<String> page = List.of();
        for (int number = 1; number == 1 || !page.isEmpty(); number++) {
            page = Api.as(Tokens.platformAdmin())
                    .get(ALL + "?page_size=100&page=" + number)
                    .jsonPath()
                    .getList("items.certificate");
            all.addAll(page);
        }
        return Collections.unmodifiableList(all);
    }
}
