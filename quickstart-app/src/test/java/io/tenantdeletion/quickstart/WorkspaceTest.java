package io.tenantdeletion.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkspaceTest {

    @TempDir
    Path checkout;

    @Test
    void aSecondRunTakesAnotherDirectory() {
        try (Workspace first = Workspace.of(checkout);
                Workspace second = Workspace.of(checkout)) {
            assertThat(first.relative(first.envFile())).isEqualTo("target/quickstart.env");
            assertThat(second.relative(second.envFile())).isEqualTo("target/quickstart-2.env");
        }
        try (Workspace again = Workspace.of(checkout)) {
            assertThat(again.relative(again.envFile())).isEqualTo("target/quickstart.env");
        }
    }

    @Test
    void theFileOfAnEarlierRunIsForgotten() throws IOException {
        Path file = Files.createDirectories(checkout.resolve("target")).resolve("quickstart.env");
        Files.writeString(file, "PID_POSTGRES=1\n");
        try (Workspace workspace = Workspace.of(checkout)) {
            assertThat(workspace.envFile()).isEqualTo(file).doesNotExist();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "INT", "TERM", "KILL"})
    void theFileIsGoneAfterTheRunHoweverItEnds(String signal) throws IOException, InterruptedException {
        Process run =
                QuickstartProcess.java(ShortRun.class, checkout.toString()).start();
        Path file = Path.of(run.inputReader().readLine());
        assertThat(file).hasContent("PID_POSTGRES=1");

        if (signal.isEmpty()) {
            run.outputWriter().close();
        } else {
            new ProcessBuilder("/bin/sh", "-c", "kill -s " + signal + " " + run.pid())
                    .start()
                    .waitFor();
        }
        run.waitFor();
        Await.until("removed", Duration.ofSeconds(10), () -> !Files.exists(file));
    }

    /** A run that does nothing but to be one, until its input ends. */
    static final class ShortRun {

        public static void main(String[] arguments) throws IOException {
            try (Workspace workspace = Workspace.of(Path.of(arguments[0]))) {
                EnvFile.write(workspace.envFile(), Map.of("PID_POSTGRES", "1"));
                System.out.println(workspace.envFile());
                System.in.read();
            }
        }
    }

    @Test
    void saysHowToBuildWhatIsMissing() {
        try (Workspace workspace = Workspace.of(checkout)) {
            assertThatThrownBy(() -> workspace.application("tenant")).hasMessageContaining("./mvnw package");
        }
    }

    @Test
    void aBusyPortIsReplaced() throws IOException {
        try (ServerSocket busy = new ServerSocket();
                Ports ports = new Ports()) {
            busy.bind(new InetSocketAddress(0));
            assertThat(ports.choose(busy.getLocalPort())).isNotEqualTo(busy.getLocalPort());
        }
    }

    @Test
    void twoRunsDoNotChooseTheSamePort() throws IOException {
        int port;
        try (ServerSocket nobodys = new ServerSocket(0)) {
            port = nobodys.getLocalPort();
        }
        try (Ports first = new Ports();
                Ports second = new Ports()) {
            assertThat(first.choose(port)).isEqualTo(port);
            assertThat(second.choose(port)).isNotEqualTo(port);
        }
    }
}
