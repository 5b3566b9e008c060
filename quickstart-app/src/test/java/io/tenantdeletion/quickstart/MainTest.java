package io.tenantdeletion.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class MainTest {

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final CommandLine command = Main.command(
                    new Console(new PrintStream(said, true, StandardCharsets.UTF_8), false, false))
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err));

    @Test
    void helpNamesEveryWayToRun() {
        assertThat(command.execute("--help")).isZero();
        assertThat(out.toString())
                .contains("--exit", "--serve", "--large-rows", "--rabbitmq", "target/quickstart.env", "restart");
    }

    @Test
    void restartingNeedsSomethingThatRuns(@TempDir Path nowhere) {
        String root = System.setProperty("quickstart.root", nowhere.toString());
        try {
            assertThat(command.execute("restart", "tenant")).isEqualTo(1);
            assertThat(said.toString(StandardCharsets.UTF_8)).contains("No quickstart is running in " + nowhere);
        } finally {
            System.setProperty("quickstart.root", root == null ? "" : root);
        }
    }

    @Test
    void aRestartIsAskedForOnceAndAnswered(@TempDir Path directory) throws Exception {
        RestartRequests requests = new RestartRequests(directory);
        CompletableFuture<Void> run = CompletableFuture.runAsync(() -> {
            Await.until(
                    "somebody asks",
                    Duration.ofSeconds(10),
                    () -> requests.take()
                            .filter("tenant"::equals)
                            .map(name -> {
                                requests.answer("tenant is ready again.");
                                return name;
                            })
                            .isPresent());
        });

        assertThat(requests.ask("tenant", Duration.ofSeconds(10))).contains("tenant is ready again.");

        run.join();
        assertThat(requests.take()).isEmpty();
        assertThat(requests.ask("tenant", Duration.ZERO)).isEmpty();
    }

    @Test
    void oneCannotServeAndExit() {
        assertThat(command.execute("--serve", "--exit")).isEqualTo(2);
        assertThat(err.toString()).contains("mutually exclusive");
    }

    @Test
    void aTenantHasRows() {
        assertThat(command.execute("--large-rows", "0")).isEqualTo(2);
        assertThat(err.toString()).contains("--large-rows");
    }
}
