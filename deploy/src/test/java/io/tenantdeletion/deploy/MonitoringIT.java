package io.tenantdeletion.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.tenantdeletion.embedded.BakeryRealm;
import io.tenantdeletion.quickstart.Console;
import io.tenantdeletion.quickstart.DemoData;
import io.tenantdeletion.quickstart.Lifeline;
import io.tenantdeletion.quickstart.Platform;
import io.tenantdeletion.quickstart.PlatformApi;
import io.tenantdeletion.quickstart.Workspace;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real Prometheus looks at a running platform on which what alerts are for is made to happen: each fires, and every
 * query of the dashboards has an answer.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MonitoringIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Lifeline LIFELINE = new Lifeline();

    @TempDir
    static Path directory;

    private static RehearsedParticipant participant;
    private static Platform platform;
    private static PrometheusServer prometheus;
    private static PlatformApi api;
    private static DemoData data;

    @BeforeAll
    static void start() throws Exception {
        Promtool.assumeInstalled();
        for (String application : List.of("orchestrator", "tenant", "domain-services")) {
            assumeTrue(
                    Files.exists(Chart.ROOT.resolve(application + "/target/quarkus-app/quarkus-run.jar")),
                    application + " is not packaged; ./mvnw verify does it");
        }
        participant = LIFELINE.own(new RehearsedParticipant());
        platform = Platform.start(
                LIFELINE.own(Workspace.of(Chart.ROOT, "monitoring")),
                LIFELINE,
                Console.ofProcess(),
                new Platform.Options(settings(), List.of()));
        data = new DemoData(platform.postgres());
        data.fillShared(5);
        api = new PlatformApi(
                platform.keycloak().tokenEndpoint(),
                platform.orchestrator().url(),
                platform.tenant().url());
        prometheus = LIFELINE.own(PrometheusServer.start(
                directory,
                Map.of(
                        "orchestrator", port(platform.orchestrator().url()),
                        "tenant", port(platform.tenant().url()),
                        "domain-services", port(platform.domainServices().url())),
                rules()));
    }

    private static Map<String, String> settings() {
        Map<String, String> settings = new TreeMap<>();
        settings.put(Platform.RETENTION, Platform.AT_ONCE);
        settings.put("DELETION_JOBS_COUNT_EVERY", "1s");
        settings.put("DELETION_JOBS_RETRY_DELAY", "200ms");
        settings.put("DELETION_JOBS_MAX_RETRY_DELAY", "1s");
        settings.put("DELETION_JOBS_GIVE_UP_AFTER", "8s");
        settings.put("DELETION_GUARD_MAX_RETRIES", "0");
        settings.put("DELETION_CHAIN_VERIFY_EVERY", "1s");
        settings.put("DELETION_PARTICIPANTS_ODD_URL", participant.url());
        settings.put("DELETION_PARTICIPANTS_ODD_CAPABILITIES", "preview,purge,verify");
        return settings;
    }

    /** The chart's, with waiting times and thresholds of seconds. */
    private static String rules() {
        Map<String, Object> seconds = Map.of(
                "monitoring.alerts.for", "1s",
                "monitoring.alerts.jobSeconds", 2,
                "monitoring.alerts.withoutProgressSeconds", 5,
                "monitoring.alerts.overdueSeconds", 2);
        return Serialization.asYaml(Chart.only(
                        PrometheusRule.class, Chart.render(Chart.values("production"), seconds))
                .get(0)
                .getSpec());
    }

    @AfterAll
    static void stop() {
        LIFELINE.close();
    }

    @Test
    @Order(1)
    void nothingFiresWhereNothingIsWrong() throws Exception {
        awaitSeries("up{job=\"tenant-deletion\"} == 1", 3);

        assertThat(prometheus.firing()).isEmpty();
    }

    @Test
    @Order(2)
    void aDeletionThatMayNotBegin() throws Exception {
        control(true);
        delete(1);

        awaitAlert("TenantDeletionOverdue");
        control(false);
    }

    @Test
    @Order(3)
    void aServiceThatHangs() throws Exception {
        participant.hang();
        delete(2);

        awaitAlert("TenantDeletionJobSlow");
        awaitAlert("TenantDeletionJobWithoutProgress");
        participant.letGo();
    }

    @Test
    @Order(4)
    void aServiceThatLeavesRows() throws Exception {
        participant.leaves(3);
        delete(3);

        awaitAlert("TenantDeletionResidual");
    }

    @Test
    @Order(5)
    void aServiceThatIsAway() throws Exception {
        participant.isDown(true);
        delete(4);

        awaitAlert("TenantDeletionServiceFailing");
        awaitAlert("TenantDeletionJobFailed");
        participant.isDown(false);
    }

    @Test
    @Order(6)
    void aServiceThatChangesRowsOfOthers() throws Exception {
        participant.touchesOthers(2);
        delete(5);

        awaitAlert("TenantDeletionOthersTouched");
    }

    @Test
    @Order(7)
    void everyQueryOfTheDashboardsHasAnAnswer() throws Exception {
        List<String> unanswered = new ArrayList<>();
        for (String query : DashboardsTest.queries()) {
            if (prometheus.query(query).isEmpty()) {
                unanswered.add(query);
            }
        }
        assertThat(unanswered).isEmpty();
    }

    @Test
    @Order(8)
    void anAuditLogThatSomebodyChanges() throws Exception {
        try (Connection connection = platform.postgres().connect(Platform.ORCHESTRATOR_DATABASE);
                Statement statement = connection.createStatement()) {
            statement.execute("set session_replication_role = replica");
            statement.execute("update orchestrator.audit_log set actor = 'nobody' where seq = 1");
        }

        awaitAlert("AuditChainBroken");
    }

    private static void awaitAlert(String name) {
        Awaitility.await(name)
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(prometheus.firing()).contains(name));
    }

    private static void awaitSeries(String query, int count) {
        Awaitility.await(query)
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(prometheus.query(query)).hasSize(count));
    }

    /** Asks for the deletion of a tenant with a few rows. */
    private static void delete(int number) throws Exception {
        UUID tenant = UUID.fromString("70000000-0000-4000-8000-%012d".formatted(number));
        data.fill(tenant, "Rehearsal " + number, BakeryRealm.OWNER.id(), 60);
        call("POST", "/api/v1/deletion-jobs", api.serviceToken(), Map.of("tenant_id", tenant.toString()));
    }

    private static void control(boolean paused) throws Exception {
        call(
                "PUT",
                "/api/v1/deletion-control",
                api.token(BakeryRealm.ADMIN),
                Map.of("paused", paused, "reason", "a rehearsal"));
    }

    private static JsonNode call(String method, String path, String token, Map<String, Object> body) throws Exception {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(
                                        URI.create(platform.orchestrator().url() + path))
                                .header("Authorization", "Bearer " + token)
                                .header("Content-Type", "application/json")
                                .method(method, HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
        return JSON.readTree(answer.body());
    }

    private static int port(String url) {
        return URI.create(url).getPort();
    }
}
