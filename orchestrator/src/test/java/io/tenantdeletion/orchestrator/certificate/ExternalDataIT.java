package io.tenantdeletion.orchestrator.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.tenantdeletion.orchestrator.MailServer;
import io.tenantdeletion.orchestrator.Notifications;
import io.tenantdeletion.orchestrator.OrchestratorTest;
import io.tenantdeletion.orchestrator.api.Api;
import io.tenantdeletion.orchestrator.control.Holds;
import io.tenantdeletion.orchestrator.fake.Call;
import io.tenantdeletion.orchestrator.fake.FakeExternalData;
import io.tenantdeletion.orchestrator.fake.FakeTenant;
import io.tenantdeletion.orchestrator.fake.Reply;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Where nothing can be undone, what rows have named outside goes before a deletion is completed. */
@QuarkusTest
@WithTestResource(Notifications.class)
class ExternalDataIT extends OrchestratorTest {

    private static final String PHASE = "phases.external_data.services.training.";

    private final FakeTenant tenant = platform.tenant();
    private final FakeExternalData external = FakeExternalData.get();

    @BeforeEach
    void receive() {
        MailServer.get();
    }

    @Test
    void isRemovedCallByCallBeforeTheTenantGoes() {
        external.named("training", tenant.id(), 7, 0, 0);
        external.onRemove(
                "training",
                tenant.id(),
                FakeExternalData.removing(0, 7),
                FakeExternalData.removing(3, 4),
                FakeExternalData.removing(5, 2));

        String job = Api.run(tenant).path("job_id");
        Api.awaitStatus(job, "completed");

        Api.job(job)
                .then()
                .body(PHASE + "status", equalTo("completed"))
                .body(PHASE + "external_data.models.removed", equalTo(7))
                .body(PHASE + "external_data.models.waiting", equalTo(0))
                .body("phase", nullValue())
                .body("services_completed", equalTo(13));
        List<Call> calls = external.calls("DELETE", tenant.id());
        assertThat(calls)
                .hasSize(4)
                .allMatch(call -> call.job().equals(job) && call.service().equals("training"));
        List<String> requests = platform.requests(tenant.id());
        assertThat(requests.lastIndexOf("DELETE /api/v1/training/tenant/" + tenant.id() + "/external-data"))
                .isBetween(
                        requests.indexOf("DELETE /api/v1/training/tenant/" + tenant.id()),
                        requests.indexOf("DELETE /api/v1/tenant/tenant/" + tenant.id()));
    }

    @Test
    void aStoreThatIsAwayIsTriedAgainAndTheJobSaysSo() {
        external.named("training", tenant.id(), 2, 0, 0);
        Reply away = Reply.problem(503, "external-store-away");
        external.onRemove(
                "training", tenant.id(), Collections.nCopies(1000, away).toArray(Reply[]::new));

        String job = Api.post(tenant, Api.service()).path("job_id");
        Awaitility.await()
                .untilAsserted(() -> Api.job(job)
                        .then()
                        .body("waiting_for", equalTo("unavailable"))
                        .body("waiting_detail", containsString("training"))
                        .body("phase", equalTo("external_data")));

        external.onRemove("training", tenant.id());
        Api.awaitStatus(job, "completed");
        assertThat(external.left("training", tenant.id())).isZero();
    }

    @Test
    @Tag("long")
    void aLegalHoldStopsIt() {
        external.named("training", tenant.id(), 7, 0, 0);
        CountDownLatch gate = new CountDownLatch(1);
        external.onRemove(
                "training", tenant.id(), FakeExternalData.removing(3, 4).behind(gate), FakeExternalData.removing(4, 3));
        String job = Api.run(tenant).path("job_id");
        Awaitility.await().until(() -> !external.calls("DELETE", tenant.id()).isEmpty());

        Holds.set(tenant.id()).then().statusCode(201);
        gate.countDown();
        Awaitility.await().until(() -> "legal_hold".equals(Api.job(job).path("waiting_for")));
        int before = external.calls("DELETE", tenant.id()).size();
        assertThat(before).isLessThan(3);

        Holds.lift(tenant.id()).then().statusCode(204);
        Api.awaitStatus(job, "completed");
        assertThat(external.left("training", tenant.id())).isZero();
    }

    @Test
    void whatStaysOutsideStandsInReportAndCertificate() {
        external.named("training", tenant.id(), 5, 2, 3);
        String job = Api.run(tenant).path("job_id");

        JsonPath says = Issued.certificate(job);

        assertThat(says.getInt("services.find { it.service == 'training' }.removed_outside.models"))
                .isEqualTo(5);
        assertThat(says.getString("not_covered.find { it.what == 'refused_names' }.detail"))
                .isEqualTo("2 in the store models of the service training");
        assertThat(says.getString("not_covered.find { it.what == 'unknown_store' }.detail"))
                .isEqualTo("3 in the store models of the service training");
        assertThat(says.getList("not_covered.what")).contains("backups");
        Api.service()
                .get(Api.JOBS + "/" + job + "/report?format=json")
                .then()
                .body("services.find { it.service == 'training' }.external_data.models.refused", equalTo(2))
                .body("services.size()", equalTo(13));
        Api.service()
                .get(Api.JOBS + "/" + job + "/report?format=html")
                .then()
                .body(containsString("5 removed, 2 refused, 3 left"));
    }

    @Test
    void aUsersGoesToo() {
        UUID user = platform.user();
        external.named("models", user, 4, 0, 0);

        String job = Api.deleteUser(user).path("job_id");
        Api.awaitStatus(job, "completed");

        Api.job(job).then().body(PHASE + "external_data.models.removed", equalTo(4));
    }

    @Test
    void aServiceThatCannotTakesPartAsEver() {
        String job = Api.run(tenant).path("job_id");
        Api.awaitStatus(job, "completed");

        Api.job(job).then().body("phases.external_data.services.keySet()", not(equalTo("pos")));
        assertThat(platform.requests(tenant.id()).stream().filter(call -> call.endsWith("/external-data")))
                .allMatch(call -> call.contains("/training/"));
    }
}
