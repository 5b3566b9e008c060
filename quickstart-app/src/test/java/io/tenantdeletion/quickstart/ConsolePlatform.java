package io.tenantdeletion.quickstart;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import io.tenantdeletion.embedded.BakeryRealm;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Assumptions;

/**
 * A whole platform with a little data, whose console a real browser looks at; or one that runs already. It is started
 * once for all tests, and ends with them.
 */
final class ConsolePlatform {

    private static final Path CHROMIUM = Path.of(System.getProperty("chromium", "/usr/bin/chromium"));

    private static ConsolePlatform shared;

    private final Lifeline lifeline = new Lifeline();
    private final String url;
    private final TraceReceiver traces = lifeline.own(new TraceReceiver());
    private Platform platform;
    private PlatformApi api;
    private Notifications notifications;
    private DemoCatalogue catalogue;

    private ConsolePlatform(String running) {
        url = running.isEmpty() ? launch() : running;
    }

    /** Starts it; skips the test aloud where there is no browser, and fails it there in CI. */
    static synchronized ConsolePlatform start() {
        if (!Files.isExecutable(CHROMIUM)) {
            String missing = "The console's tests need Chromium at " + CHROMIUM + " (apt-get install chromium).";
            System.err.println("SKIPPED: " + missing);
            if (System.getenv("CI") != null) {
                fail(missing);
            }
            abort(missing);
        }
        String running = System.getProperty("platform.url", "");
        if (running.isEmpty()) {
            QuickstartProcess.assumePackaged();
        }
        if (shared == null) {
            shared = new ConsolePlatform(running);
            Runtime.getRuntime().addShutdownHook(new Thread(shared.lifeline::close));
        }
        return shared;
    }

    static Path chromium() {
        return CHROMIUM;
    }

    private String launch() {
        Workspace workspace = lifeline.own(Workspace.of(QuickstartProcess.CHECKOUT, "console"));
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        Map<String, String> settings = Map.of(
                Platform.RETENTION,
                "30d",
                "DELETION_LIMITS_REQUESTS",
                "1000",
                "DELETION_PURGE_TIME_BUDGET",
                "1s",
                "DELETION_FOUR_EYES_ENABLED",
                "true");
        Console console = new Console(nowhere, false, false);
        notifications = Notifications.receive(lifeline, console);
        platform = Platform.start(
                workspace,
                lifeline,
                console,
                new Platform.Options(settings, List.of())
                        .with(notifications.settings())
                        .with(traces.settings()));
        DemoData data = new DemoData(platform.postgres());
        data.fillShared(20);
        data.fill(DemoTenant.SMALL, 300);
        data.fill(DemoTenant.MEDIUM, 2_000);
        data.fill(DemoTenant.LARGE, 20_000);
        api = new PlatformApi(
                platform.keycloak().tokenEndpoint(),
                platform.orchestrator().url(),
                platform.tenant().url());
        catalogue = new DemoCatalogue(api, platform.domainServices().url());
        catalogue.fill();
        return platform.orchestrator().url();
    }

    /** The catalogue, as its moderator fills it. */
    DemoCatalogue catalogue() {
        return catalogue;
    }

    /** Its API. */
    PlatformApi api() {
        return api;
    }

    /** Where its traces go. */
    TraceReceiver traces() {
        return traces;
    }

    /** A tenant with rows in every service. */
    void fill(UUID tenant, String name) {
        new DemoData(platform.postgres()).fill(tenant, name, BakeryRealm.OWNER.id(), 300);
    }

    /** The subjects of the mails that somebody has got. */
    List<String> mailTo(BakeryRealm.DemoUser user) {
        return notifications.mailTo(user);
    }

    /** Where the orchestrator is. */
    String url() {
        return url;
    }

    /** Names a tenant anew, whatever the API would say to that name. */
    void rename(DemoTenant tenant, String name) {
        // As names were before there was a limit.
        execute(
                Platform.TENANT_DATABASE,
                "set session_replication_role = replica; update tenant.tenants set name = ? where id = ?",
                name,
                tenant.id());
    }

    /** A service has taken part in a job, and is not registered any more. */
    void addBygoneService(UUID job) {
        execute(
                Platform.ORCHESTRATOR_DATABASE,
                "insert into orchestrator.deletion_steps (job_id, phase, service, position)"
                        + " values (?, 'purge', 'bygone', 12)",
                job);
    }

    private void execute(String database, String sql, Object... values) {
        try (Connection connection = platform.postgres().connect(database);
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.execute();
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Whether this test has started it, and may change what it likes. */
    boolean isOwn() {
        return platform != null;
    }

    /** Skips the test where it runs already, and was told nothing by these tests. */
    void assumeOwn() {
        Assumptions.assumeTrue(isOwn(), "it was started by somebody else");
    }

    static String password(String user) {
        return BakeryRealm.USERS.stream()
                .filter(one -> one.username().equals(user))
                .findFirst()
                .orElseThrow()
                .password();
    }
}
