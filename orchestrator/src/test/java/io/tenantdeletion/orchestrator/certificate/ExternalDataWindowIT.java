package io.tenantdeletion.orchestrator.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.tenantdeletion.commons.test.TestDatabase;
import io.tenantdeletion.commons.test.Tokens;
import io.tenantdeletion.orchestrator.OrchestratorTest;
import io.tenantdeletion.orchestrator.StrictSettings;
import io.tenantdeletion.orchestrator.api.Api;
import io.tenantdeletion.orchestrator.control.Holds;
import io.tenantdeletion.orchestrator.fake.FakeExternalData;
import io.tenantdeletion.orchestrator.fake.FakeTenant;
import io.tenantdeletion.orchestrator.fake.Reply;
import java.util.Collections;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Where a deletion can be undone, what rows have named outside goes when it cannot be any more. */
@QuarkusTest
@WithTestResource(StrictSettings.class)
class ExternalDataWindowIT extends OrchestratorTest {

    private static final String PHASE = "phases.external_data.services.training.";

    private final FakeTenant tenant = platform.tenant();
    private final FakeExternalData external = FakeExternalData.get();

    @Test
    void goesAfterTheWindowAndBeforeTheCertificate() {
        String job = deleted(5);
        Api.job(job)
                .then()
                .body("status", equalTo("completed"))
                .body("phase", nullValue())
                .body(PHASE + "status", equalTo("pending"))
                .body(PHASE + "external_data.models.waiting", equalTo(5));
        assertThat(external.calls("DELETE", tenant.id())).isEmpty();
        assertThat(external.left("training", tenant.id())).isEqualTo(5);

        JsonPath says = Issued.certificate(job);

        assertThat(says.getInt("services.find { it.service == 'training' }.removed_outside.models"))
                .isEqualTo(5);
        assertThat(external.left("training", tenant.id())).isZero();
        Api.job(job)
                .then()
                .body("status", equalTo("completed"))
                .body("phase", nullValue())
                .body(PHASE + "status", equalTo("completed"))
                .body(PHASE + "external_data.models.waiting", equalTo(0));
    }

    @Test
    void aRestoreForgetsIt() {
        String job = deleted(5);

        Api.decide(job, "restore", Api.as(Tokens.platformAdmin()).header("Prefer", "wait=20"))
                .then()
                .statusCode(200);
        Api.awaitStatus(job, "restored");

        Api.job(job).then().body("phases.external_data", nullValue()).body("phase", nullValue());
        assertThat(external.calls("DELETE", tenant.id())).isEmpty();
        assertThat(due(job)).isEqualTo("0");
    }

    @Test
    void aStoreThatIsAwayKeepsTheCertificateWaiting() {
        String job = deleted(3);
        Reply away = Reply.problem(503, "external-store-away");
        external.onRemove(
                "training", tenant.id(), Collections.nCopies(1000, away).toArray(Reply[]::new));

        Issued.endRestoreWindow(job);
        Awaitility.await()
                .untilAsserted(() -> Api.job(job)
                        .then()
                        .body("status", equalTo("completed"))
                        .body(PHASE + "status", equalTo("pending"))
                        .body(PHASE + "errors[0]", containsString("503")));
        Issued.get(job, "application/json").then().statusCode(404);
        assertThat(due(job)).isEqualTo("1");

        external.onRemove("training", tenant.id());
        Issued.certificate(job);
        assertThat(external.left("training", tenant.id())).isZero();
    }

    @Tag("long")
    @Test
    void aLegalHoldPutsItOff() {
        String job = deleted(3);
        Holds.set(tenant.id()).then().statusCode(201);
        TestDatabase.execute(
                "update orchestrator.deletion_jobs set restore_log = 'destroyed' where job_id = '" + job + "'");
        FakeTenant other = platform.tenant();
        Issued.certificate(Api.run(other).path("job_id"));

        assertThat(due(job)).isEqualTo("1");
        assertThat(external.calls("DELETE", tenant.id())).isEmpty();

        Holds.lift(tenant.id()).then().statusCode(204);
        Issued.certificate(job);
        assertThat(external.left("training", tenant.id())).isZero();
    }

    private String deleted(int names) {
        external.named("training", tenant.id(), names, 0, 0);
        String job = Api.run(tenant).path("job_id");
        Api.awaitStatus(job, "completed");
        platform.forget(tenant);
        return job;
    }

    private static String due(String job) {
        return TestDatabase.query("select count(*) from orchestrator.external_data_due where job_id = '" + job + "'")
                .get(0);
    }
}
