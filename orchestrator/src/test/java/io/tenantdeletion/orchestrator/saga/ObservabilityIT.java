package io.tenantdeletion.orchestrator.saga;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.tenantdeletion.orchestrator.OrchestratorTest;
import io.tenantdeletion.orchestrator.api.Api;
import io.tenantdeletion.orchestrator.fake.FakeTenant;
import io.tenantdeletion.orchestrator.fake.Reply;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.awaitility.Awaitility;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What operators see: logs, metrics, health. */
@QuarkusTest
class ObservabilityIT extends OrchestratorTest {

    private static final String NAMES = "checks.find { it.name == \"participants' names\" }";

    private final FakeTenant tenant = platform.tenant();
    private final List<ExtLogRecord> lines = new CopyOnWriteArrayList<>();
    private final Handler recorder = new Handler() {
        @Override
        public void publish(LogRecord line) {
            ExtLogRecord copy = ExtLogRecord.wrap(line);
            copy.copyMdc();
            lines.add(copy);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void record() {
        Logger.getLogger("io.tenantdeletion").addHandler(recorder);
    }

    @AfterEach
    void stop() {
        Logger.getLogger("io.tenantdeletion").removeHandler(recorder);
    }

    @Test
    void everyLineOfAJobNamesItAndItsTenantAlsoWhenJobsRunTogether() {
        FakeTenant other = platform.tenant();
        CountDownLatch gate = new CountDownLatch(1);
        platform.onPurge("pos", tenant, Reply.status(500), Reply.complete(1).behind(gate));
        platform.onPurge("pos", other, Reply.hangUp(), Reply.status(400).behind(gate));
        Map<String, String> jobs = Map.of(
                Api.post(tenant, Api.service()).path("job_id"),
                tenant.id().toString(),
                Api.post(other, Api.service()).path("job_id"),
                other.id().toString());
        gate.countDown();
        Awaitility.await()
                .until(() -> jobs.keySet().stream().allMatch(job -> Api.job(job).path("completed_at") != null));

        jobs.forEach((job, whose) -> {
            List<ExtLogRecord> ofJob = lines.stream()
                    .filter(line -> job.equals(line.getMdc("job_id")))
                    .toList();
            assertThat(ofJob)
                    .hasSizeGreaterThanOrEqualTo(14)
                    .allSatisfy(line -> assertThat(line.getMdc("tenant_id")).isEqualTo(whose));
        });
        assertThat(lines)
                .filteredOn(line -> line.getFormattedMessage().startsWith("orchestrator.tenant_deletion."))
                .allSatisfy(line -> assertThat(line.getMdc("job_id")).isNotNull());
        assertThat(lines)
                .extracting(line -> line.getFormattedMessage().split(" ")[0])
                .contains(
                        "orchestrator.tenant_deletion.started",
                        "orchestrator.tenant_deletion.service_completed",
                        "orchestrator.tenant_deletion.service_failed",
                        "orchestrator.tenant_deletion.completed",
                        "orchestrator.tenant_deletion.failed");
    }

    @Test
    void linesOfAUsersJobNameItsUserAndThoseOfATenantThatGoesAlongItsTenant() {
        java.util.UUID user = platform.user();
        platform.users().owns(user, tenant.id());

        String job = Api.deleteUser(user).path("job_id");

        assertThat(lines)
                .filteredOn(line -> job.equals(line.getMdc("job_id")))
                .allSatisfy(line -> assertThat(line.getMdc("user_id")).isEqualTo(user.toString()))
                .extracting(line -> line.getFormattedMessage().split(" ")[0])
                .contains(
                        "orchestrator.user_deletion.started",
                        "orchestrator.user_deletion.service_completed",
                        "orchestrator.user_deletion.completed")
                .noneMatch(line -> line.startsWith("orchestrator.tenant_deletion."));
        assertThat(lines)
                .filteredOn(line -> line.getFormattedMessage().startsWith("orchestrator.tenant_deletion.completed"))
                .extracting(line -> line.getMdc("tenant_id"))
                .contains(tenant.id().toString());
    }

    @Test
    void metricsAreThereFromTheStartAndCount() {
        String before = metrics();
        assertThat(before)
                .contains("tenant_deletion_duration_seconds_count{service=\"pos\"")
                .contains("tenant_deletion_duration_seconds_count{service=\"orchestrator\"")
                .contains("tenant_deletion_items_deleted_total{service=\"tenant\"")
                .contains("tenant_deletion_errors_total{service=\"training\"")
                .contains("tenant_deletion_errors_total{service=\"identity\"")
                .contains("tenant_deletion_duration_seconds_count{service=\"tenants\"")
                .contains("tenant_deletion_items_deleted_total{service=\"memberships\"")
                .contains("tenant_deletion_items_deleted_total{service=\"account\"")
                .contains("tenant_deletion_jobs_status{status=\"rolled_back\"")
                .contains("tenant_deletion_jobs_oldest_age_seconds{status=\"in_progress\"")
                .contains("tenant_deletion_jobs_waiting{status=\"failed\",waiting_for=\"refused\"")
                .contains("tenant_deletion_jobs_overdue_seconds")
                .contains("tenant_deletion_phase_duration_seconds_count{phase=\"verify\"")
                .contains("tenant_deletion_failures_total{kind=\"touched_others\"")
                .contains("tenant_deletion_residual_rows_total{service=\"pos\"")
                .contains("tenant_deletion_touched_other_rows_total{service=\"tenant\"")
                .contains("tenant_deletion_circuit_open{service=\"pos\"")
                .contains("audit_chain_broken");
        double removed = value(before, "tenant_deletion_items_deleted_total{service=\"pos\"");
        double failed = value(before, "tenant_deletion_errors_total{service=\"pos\"");
        double notDeleted = value(before, "tenant_deletion_failures_total{kind=\"not_deleted\"");
        double attempts = value(before, "tenant_deletion_attempts_total{outcome=\"failed\"");
        platform.onPurge("pos", tenant, Reply.unsuccessful(70));

        Api.run(tenant);

        String after = metrics();
        assertThat(value(after, "tenant_deletion_items_deleted_total{service=\"pos\""))
                .isEqualTo(removed + 70);
        assertThat(value(after, "tenant_deletion_errors_total{service=\"pos\"")).isEqualTo(failed + 1);
        assertThat(value(after, "tenant_deletion_failures_total{kind=\"not_deleted\""))
                .isEqualTo(notDeleted + 1);
        assertThat(value(after, "tenant_deletion_attempts_total{outcome=\"failed\""))
                .isEqualTo(attempts + 1);
        Awaitility.await().untilAsserted(() -> {
            String counted = metrics();
            assertThat(value(counted, "tenant_deletion_jobs_status{status=\"failed\""))
                    .isPositive();
            assertThat(value(counted, "tenant_deletion_jobs_waiting{status=\"failed\",waiting_for=\"refused\""))
                    .isPositive();
        });
    }

    @Test
    void healthNamesTheStoreAndTheParticipants() {
        RestAssured.get("/q/health/live").then().statusCode(200);
        RestAssured.get("/q/health/ready")
                .then()
                .statusCode(200)
                .body("checks.name", hasItem("job store"))
                .body("status", equalTo("UP"));
        RestAssured.get("/q/health/started")
                .then()
                .statusCode(200)
                .body("checks.find { it.name == 'participants' }.data.services", containsString("pos"));
    }

    @Test
    void namesParticipantsThatDoNotKnowTheirName() {
        FakeTenant nobody = FakeTenant.nobody();
        platform.onPreview("pos", nobody, Reply.status(503), Reply.problem(404, "unknown-service"));
        platform.onPreview("orders", nobody, Reply.body("{\"tenant_id\": \"%s\", \"service\": \"inventory\"}"));
        platform.onPreview("sales", nobody, Reply.status(404));

        Awaitility.await()
                .untilAsserted(() -> RestAssured.get("/q/health/group/deletion")
                        .then()
                        .statusCode(503)
                        .body(
                                NAMES + ".data.keySet()",
                                hasItems("deletion.participants.pos", "deletion.participants.orders"))
                        .body(NAMES + ".data.'deletion.participants.pos'", containsString("unknown-service"))
                        .body(NAMES + ".data", not(hasKey("deletion.participants.sales"))));
        RestAssured.get("/q/health/ready").then().statusCode(200);
    }

    private static String metrics() {
        return RestAssured.get("/q/metrics").then().statusCode(200).extract().asString();
    }

    private static double value(String metrics, String start) {
        return metrics.lines()
                .filter(line -> line.startsWith(start))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
