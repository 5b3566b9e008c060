package io.tenantdeletion.orchestrator.ledger;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.tenantdeletion.commons.test.TestDatabase;
import io.tenantdeletion.commons.test.Tokens;
import io.tenantdeletion.orchestrator.OrchestratorTest;
import io.tenantdeletion.orchestrator.api.Api;
import io.tenantdeletion.orchestrator.audit.Audit;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What services report, and what platform admins make of it. */
@QuarkusTest
class FindingIT extends OrchestratorTest {

    private static final String PATH = "/api/v1/findings";

    private final String service = "late-" + UUID.randomUUID();
    private final UUID subject = UUID.randomUUID();
    private final UUID admin = UUID.randomUUID();

    @Test
    void aReportIsWrittenDownOnceHoweverOftenItIsMade() {
        String id = report(Map.of("things", 3)).then().statusCode(201).extract().path("finding_id");

        report(Map.of("things", 3)).then().statusCode(200).body("finding_id", equalTo(id));
        report(Map.of("things", 1, "others", 2))
                .then()
                .statusCode(200)
                .body("rows.things", equalTo(3))
                .body("rows.others", equalTo(2));

        list("status=open")
                .then()
                .body("total", equalTo(1))
                .body("items[0].finding_id", equalTo(id))
                .body("items[0].service", equalTo(service))
                .body("items[0].subject_id", equalTo(subject.toString()))
                .body("items[0].code", equalTo("late_rows"))
                .body("items[0].status", equalTo("open"))
                .body("items[0].reported_by", equalTo(Audit.SERVICE))
                .body("items[0].resolved_at", nullValue());
    }

    @Test
    void aPersonResolvesItWithAReasonWhichIsAudited() {
        String id = report(Map.of("things", 3)).path("finding_id");

        resolve(id, Map.of()).then().statusCode(400);
        resolve(id, Map.of("reason", "restored a backup"))
                .then()
                .statusCode(200)
                .body("status", equalTo("resolved"))
                .body("reason", equalTo("restored a backup"))
                .body("resolved_by", equalTo(admin.toString()))
                .body("resolved_at", notNullValue());
        resolve(id, Map.of("reason", "again")).then().statusCode(200).body("reason", equalTo("restored a backup"));

        list("status=open").then().body("items", hasSize(0));
        list("status=resolved").then().body("total", equalTo(1));
        Assertions.assertThat(Audit.actions("subject=" + subject))
                .containsExactly("finding.reported", "finding.resolved");
        report(Map.of("things", 3)).then().statusCode(201);
    }

    @Test
    void whoReportsForSomebodyElseIsNamedInTheLineToo() {
        UUID person = UUID.randomUUID();

        Api.service()
                .header("Deletion-On-Behalf-Of", person)
                .contentType(ContentType.JSON)
                .body(body(Map.of("things", 3)))
                .post(PATH)
                .then()
                .statusCode(201)
                .body("reported_by", equalTo(person.toString()));

        Map<String, Object> line = Audit.line("action=finding.reported&subject=" + subject);
        Assertions.assertThat(line).containsEntry("actor", person.toString());
        Assertions.assertThat(line.get("detail"))
                .asInstanceOf(InstanceOfAssertFactories.map(String.class, Object.class))
                .containsEntry("via", Audit.SERVICE);
    }

    @Test
    void ofAnErasedUserNothingIsKeptThatSomebodyTypes() {
        Map<String, Object> user = body(Map.of("things", 3));
        user.put("subject_type", "user");
        String id = post(user).path("finding_id");

        resolve(id, Map.of("reason", "Jane Doe was restored"))
                .then()
                .statusCode(200)
                .body("status", equalTo("resolved"))
                .body("reason", nullValue())
                .body("resolved_by", equalTo(admin.toString()));

        Assertions.assertThat(Audit.lines("subject=" + subject).<Map<String, Object>>getList("items"))
                .hasSize(2)
                .allSatisfy(line -> Assertions.assertThat(line).doesNotContainKeys("reason", "source"));
        Assertions.assertThat(TestDatabase.query("select num_nonnulls(reason, changed_from)"
                        + " from orchestrator.erasure_findings where finding_id = '" + id + "'"))
                .containsExactly("0");
    }

    @Test
    void allOfAServiceCanBeResolvedTogether() {
        report(Map.of("things", 3));
        admin().body(Map.of("service", service, "code", "residual_rows", "reason", "r"))
                .post(PATH + "/resolve")
                .then()
                .statusCode(200)
                .body("resolved", equalTo(0));

        admin().body(Map.of("service", service, "reason", "r"))
                .post(PATH + "/resolve")
                .then()
                .statusCode(200)
                .body("resolved", equalTo(1));

        admin().body(Map.of("service", service)).post(PATH + "/resolve").then().statusCode(400);
    }

    @ParameterizedTest
    @CsvSource({
        "service, Two Words",
        "service, ",
        "subject_type, table",
        "subject_id, 7",
        "job_id, 7",
        "code, sad",
        "code, ",
        "rows, 7",
        "rows, "
    })
    void malformedReportsAreRefused(String member, String value) {
        Map<String, Object> body = body(Map.of("things", 1));
        body.put(member, value);

        post(body).then().statusCode(400).contentType("application/problem+json");
    }

    @Test
    void negativeRowsAreRefused() {
        post(body(Map.of("things", -1))).then().statusCode(400);
    }

    @Test
    void servicesReportAndPlatformAdminsRead() {
        admin().body(body(Map.of())).post(PATH).then().statusCode(403);
        Api.service().get(PATH).then().statusCode(403);
        Api.as(Tokens.user(UUID.randomUUID())).get(PATH).then().statusCode(403);
        Api.service().post(PATH + "/" + UUID.randomUUID() + "/resolve").then().statusCode(403);
        resolve(UUID.randomUUID().toString(), Map.of("reason", "r")).then().statusCode(404);
        list("status=sad").then().statusCode(400);
    }

    @ParameterizedTest
    @EnumSource(FindingCode.class)
    void everyCodeIsCountedFromTheStart(FindingCode code) {
        RestAssured.get("/q/metrics")
                .then()
                .statusCode(200)
                .body(containsString("tenant_deletion_findings_total{code=\"" + code + "\"}"))
                .body(containsString("tenant_deletion_findings_open{code=\"" + code + "\"}"));
    }

    private Response report(Map<String, ?> rows) {
        return post(body(rows));
    }

    private static Response post(Map<String, ?> body) {
        return Api.service().contentType(ContentType.JSON).body(body).post(PATH);
    }

    private Map<String, Object> body(Map<String, ?> rows) {
        return new HashMap<>(Map.of(
                "service",
                service,
                "subject_type",
                "tenant",
                "subject_id",
                subject,
                "job_id",
                UUID.randomUUID(),
                "code",
                "late_rows",
                "rows",
                rows));
    }

    private Response list(String query) {
        return admin().get(PATH + "?service=" + service + "&" + query);
    }

    private Response resolve(String id, Map<String, ?> body) {
        return admin().body(body).post(PATH + "/" + id + "/resolve");
    }

    private RequestSpecification admin() {
        return Api.as(Tokens.platformAdmin(admin)).contentType(ContentType.JSON);
    }
}
