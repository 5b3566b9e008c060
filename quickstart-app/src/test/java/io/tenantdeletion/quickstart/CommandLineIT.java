package io.tenantdeletion.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantdeletion.embedded.BakeryRealm;
import io.tenantdeletion.embedded.LoginSession;
import io.tenantdeletion.embedded.ServerProcess;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line as people use it, with a real platform and a real Keycloak. */
class CommandLineIT {

    private static final Pattern ADDRESS = Pattern.compile("Open (\\S+)");
    private static final Pattern JOB = Pattern.compile("Job (\\S+)\\.");

    @TempDir
    static Path home;

    private static Platform platform;
    private static Map<String, String> environment;

    private final UUID tenant = UUID.randomUUID();

    @BeforeAll
    static void login() {
        platform = SharedPlatform.get().platform();
        environment = Map.of(
                "ORCHESTRATOR_URL", platform.orchestrator().url(),
                "TENANT_URL", platform.tenant().url(),
                "ISSUER", platform.keycloak().issuer(),
                "TENANT_DELETION_TOKEN", "",
                "TENANT_DELETION_LOGIN", home.resolve("login.json").toString());
        try (CommandLineProcess login = start("login")) {
            login.awaitOutput("Waiting");
            Matcher address = ADDRESS.matcher(login.output());
            assertThat(address.find()).isTrue();
            LoginSession browser = new LoginSession();
            HttpResponse<String> consent = browser.login(URI.create(address.group(1)), BakeryRealm.ADMIN);
            browser.submit(consent, Map.of("accept", "Yes"));
            assertThat(login.await()).as(login.output()).isZero();
            assertThat(login.output()).contains("Logged in.");
        }
    }

    @BeforeEach
    void fill() {
        new DemoData(platform.postgres()).fill(tenant, "Bakery-" + tenant, BakeryRealm.OWNER.id(), 100);
    }

    @Test
    @Tag("long")
    void aDeletionIsWatchedLiveToItsEnd() {
        assertThat(run(0, "preview", tenant.toString())).contains("pos").contains("--confirm 'Bakery-" + tenant);
        String job = delete("PT0S");

        String watched = run(0, "watch", job);

        assertThat(watched).contains("[##############################] 100.0 %").contains("completed");
        assertThat(run(0, "wait", job)).contains("completed");
        assertThat(run(0, "jobs", "--tenant", tenant.toString())).contains(job).contains("1 jobs");
        assertThat(run(1, "preview", tenant.toString())).isNotBlank();
        assertThat(run(0, "audit", "verify")).contains("whole");
    }

    @Test
    @Tag("long")
    void waitTellsByItsStatusWhatHasBecomeOfAJob() {
        String job = delete("P1D");

        assertThat(run(4, "wait", job, "--timeout", "1")).contains("pending");
        assertThat(run(0, "cancel", job, "--reason", "a test")).contains("cancelled");
        assertThat(run(3, "wait", job)).contains("cancelled");
        assertThat(run(1, "wait", UUID.randomUUID().toString())).contains("There is no such job");
        assertThat(run(2, "wait")).contains("JOB_ID");
        assertThat(run(1, "jobs", "--token", "nonsense")).contains("login");
    }

    @Test
    @Tag("long")
    void waitAndWatchOutliveARestartOfTheOrchestrator() {
        String job = delete("PT20S");
        try (CommandLineProcess wait = start("wait", job);
                CommandLineProcess watch = start("watch", job)) {
            watch.awaitOutput("%");
            // Takes as long as the others took to begin.
            run(0, "jobs");

            kill(platform.orchestrator().process());
            wait.awaitOutput("Trying again");
            watch.awaitOutput("Trying again");
            assertThat(wait.isRunning()).isTrue();
            platform.restart("orchestrator");

            assertThat(wait.await()).as(wait.output()).isZero();
            assertThat(watch.await()).as(watch.output()).isZero();
            assertThat(wait.output()).contains("completed");
            assertThat(watch.output()).contains("100.0 %");
        }
    }

    @Test
    @Tag("long")
    void deletionsAreStoppedAndReleased() {
        assertThat(run(0, "pause", "--reason", "a test")).contains("stopped");
        try {
            String job = delete("PT0S");
            assertThat(run(4, "wait", job, "--timeout", "1")).contains("waits for stop_switch");
            assertThat(run(0, "resume")).contains("released");
            run(0, "wait", job);
        } finally {
            run(0, "resume");
        }
    }

    private String delete(String retention) {
        String said = run(0, "delete", tenant.toString(), "--confirm", "Bakery-" + tenant, "--retention", retention);
        Matcher job = JOB.matcher(said);
        assertThat(job.find()).as(said).isTrue();
        return job.group(1);
    }

    private static String run(int status, String... arguments) {
        try (CommandLineProcess command = start(arguments)) {
            assertThat(command.await()).as(() -> command.output()).isEqualTo(status);
            return command.output();
        }
    }

    private static CommandLineProcess start(String... arguments) {
        return CommandLineProcess.start(home, environment, arguments);
    }

    private static void kill(ServerProcess process) {
        ProcessHandle handle = ProcessHandle.of(process.pid()).orElseThrow();
        handle.destroyForcibly();
        handle.onExit().join();
    }
}
