package io.tenantdeletion.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.tenantdeletion.embedded.BakeryRealm;
import io.tenantdeletion.embedded.Loopback;
import io.tenantdeletion.quickstart.Console;
import io.tenantdeletion.quickstart.DemoData;
import io.tenantdeletion.quickstart.Lifeline;
import io.tenantdeletion.quickstart.Platform;
import io.tenantdeletion.quickstart.PlatformApi;
import io.tenantdeletion.quickstart.Workspace;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.awaitility.Awaitility;

/**
 * A running platform with a service that does what it is told, no mail server, and Prometheus with rules of seconds.
 */
final class MonitoredPlatform implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Lifeline lifeline = new Lifeline();
    private final RehearsedParticipant participant;
    private final Platform platform;
    private final PrometheusServer prometheus;
    private final PlatformApi api;
    private final DemoData data;

    MonitoredPlatform(Path directory) throws IOException {
        participant = lifeline.own(new RehearsedParticipant());
        platform = Platform.start(
                lifeline.own(Workspace.of(Chart.ROOT, "monitoring")),
                lifeline,
                new Console(new PrintStream(OutputStream.nullOutputStream()), false, false),
                new Platform.Options(settings(), List.of()));
        data = new DemoData(platform.postgres());
        data.fillShared(5);
        api = new PlatformApi(
                platform.keycloak().tokenEndpoint(),
                platform.orchestrator().url(),
                platform.tenant().url());
        prometheus = lifeline.own(PrometheusServer.start(
                directory,
                Map.of(
                        "orchestrator", port(platform.orchestrator().url()),
                        "tenant", port(platform.tenant().url()),
                        "domain-services", port(platform.domainServices().url())),
                rules()));
    }

    /** Skips the test where the applications are not packaged. */
    static void assumePackaged() {
        for (String application : List.of("orchestrator", "tenant", "domain-services")) {
            assumeTrue(
                    Files.exists(Chart.ROOT.resolve(application + "/target/quarkus-app/quarkus-run.jar")),
                    application + " is not packaged; ./mvnw verify does it");
        }
    }

    private Map<String, String> settings() {
        Map<String, String> settings = new TreeMap<>();
        settings.put(Platform.RETENTION, Platform.AT_ONCE);
        settings.put("DELETION_JOBS_COUNT_EVERY", "1s");
        settings.put("DELETION_JOBS_RETRY_DELAY", "200ms");
        settings.put("DELETION_JOBS_MAX_RETRY_DELAY", "1s");
        settings.put("DELETION_JOBS_GIVE_UP_AFTER", "8s");
        settings.put("DELETION_GUARD_MAX_RETRIES", "0");
        settings.put("DELETION_CHAIN_VERIFY_EVERY", "1s");
        settings.put("DELETION_MODERATION_POLL_EVERY", "1s");
        settings.put("DELETION_MAIL_ENABLED", "true");
        settings.put("DELETION_MAIL_FROM", "deletions@example.com");
        settings.put("DELETION_MAIL_OPERATORS", "operators@example.com");
        settings.put("QUARKUS_MAILER_HOST", Loopback.ADDRESS);
        settings.put("QUARKUS_MAILER_PORT", Integer.toString(Loopback.freePort()));
        settings.put("DELETION_PARTICIPANTS_ODD_URL", participant.url());
        settings.put("DELETION_PARTICIPANTS_ODD_CAPABILITIES", "preview,purge,verify,restore");
        settings.put("DELETION_RESTORE_DESTROY_EVERY", "1s");
        return settings;
    }

    /** The chart's, with waiting times and thresholds of seconds. */
    private static String rules() {
        Map<String, Object> seconds = Map.of(
                "monitoring.alerts.for", "1s",
                "monitoring.alerts.jobSeconds", 2,
                "monitoring.alerts.withoutProgressSeconds", 5,
                "monitoring.alerts.overdueSeconds", 2,
                "monitoring.alerts.outboxLagSeconds", 2,
                "monitoring.alerts.moderationSeconds", 2,
                "monitoring.alerts.restoreLogSeconds", 2,
                "monitoring.alerts.certificateSeconds", 2);
        return Serialization.asYaml(Chart.only(PrometheusRule.class, Chart.render(Chart.values("production"), seconds))
                .get(0)
                .getSpec());
    }

    RehearsedParticipant participant() {
        return participant;
    }

    PrometheusServer prometheus() {
        return prometheus;
    }

    /** Asks for the deletion of a tenant with a few rows; the id of the job. */
    String delete(int number) throws Exception {
        UUID tenant = UUID.fromString("70000000-0000-4000-8000-%012d".formatted(number));
        data.fill(tenant, "Rehearsal " + number, BakeryRealm.OWNER.id(), 60);
        return call(
                        "POST",
                        platform.orchestrator().url() + "/api/v1/deletion-jobs",
                        api.serviceToken(),
                        Map.of("tenant_id", tenant.toString()))
                .path("job_id")
                .asText();
    }

    /** Deletes a tenant with a few rows; the id of the completed job. */
    String deleted(int number) throws Exception {
        String job = delete(number);
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .until(() -> api.job(job, api.token(BakeryRealm.ADMIN))
                        .path("status")
                        .asText()
                        .equals("completed"));
        return job;
    }

    /** Asks for a completed deletion to be undone. */
    void restore(String job) {
        api.restore(job, api.token(BakeryRealm.ADMIN));
    }

    /** The restore window of a completed deletion ends now. */
    void endWindow(String job) throws SQLException {
        execute(
                Platform.ORCHESTRATOR_DATABASE,
                "update orchestrator.deletion_jobs set restore_until = now() where job_id = '" + job + "'");
    }

    /** Whether keys cannot be destroyed. */
    void keepKeys(boolean keep) throws SQLException {
        execute(
                Platform.KEYS_DATABASE,
                keep
                        ? "alter table keys.job_keys rename to kept_keys"
                        : "alter table keys.kept_keys rename to job_keys");
    }

    /** Nobody issues a certificate before this is closed. */
    Connection holdCertificates() throws SQLException {
        Connection connection = platform.postgres().connect(Platform.ORCHESTRATOR_DATABASE);
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("select from orchestrator.certificate_head for update");
        }
        return connection;
    }

    /** Sets or releases the stop switch. */
    void stopAll(boolean paused) throws Exception {
        call(
                "PUT",
                platform.orchestrator().url() + "/api/v1/deletion-control",
                api.token(BakeryRealm.ADMIN),
                Map.of("paused", paused, "reason", "a rehearsal"));
    }

    /** Somebody who is no moderator makes a park. */
    void submit() throws Exception {
        call(
                "POST",
                platform.domainServices().url() + "/api/v1/parks",
                api.token(BakeryRealm.MANAGER),
                Map.of("name", "Harbour"));
    }

    /** What only a superuser can do. */
    void changeAuditLog() throws SQLException {
        execute(Platform.ORCHESTRATOR_DATABASE, "update orchestrator.audit_log set actor = 'nobody' where seq = 1");
    }

    private void execute(String database, String sql) throws SQLException {
        try (Connection connection = platform.postgres().connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute("set session_replication_role = replica");
            statement.execute(sql);
        }
    }

    private static JsonNode call(String method, String url, String token, Map<String, Object> body) throws Exception {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(url))
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

    @Override
    public void close() {
        lifeline.close();
    }
}
