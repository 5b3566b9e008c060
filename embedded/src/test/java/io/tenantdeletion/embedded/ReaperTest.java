package io.tenantdeletion.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** What a JVM started does not outlive it, whatever ends it: a JVM of its own, killed. */
class ReaperTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Test
    void aKilledProgramLeavesNothingBehind() throws IOException {
        Process program = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Program.class.getName()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader said = program.inputReader()) {
            ProcessHandle postgres =
                    ProcessHandle.of(Long.parseLong(said.readLine())).orElseThrow();
            int port = Integer.parseInt(said.readLine());
            Path directory = Path.of(said.readLine());
            assertTrue(Files.exists(directory));

            program.destroyForcibly().onExit().join();

            await("the server has ended", () -> hasEnded(postgres));
            await("its files are removed", () -> !Files.exists(directory));
            try (ServerSocket again = new ServerSocket(port, 1, InetAddress.getByName(Loopback.ADDRESS))) {
                assertEquals(port, again.getLocalPort());
            }
        } finally {
            program.destroyForcibly();
        }
    }

    // One that nobody has waited for yet is an entry in a table, without a program.
    private static boolean hasEnded(ProcessHandle process) {
        return !process.isAlive() || process.info().command().isEmpty();
    }

    private static void await(String what, BooleanSupplier condition) {
        Instant end = Instant.now().plus(PATIENCE);
        while (!condition.getAsBoolean()) {
            assertFalse(Instant.now().isAfter(end), "not within 20 s: " + what);
            LockSupport.parkNanos(50_000_000);
        }
    }

    /** Starts a server and waits to be killed. */
    static final class Program {

        public static void main(String[] arguments) throws InterruptedException {
            PostgresServer server = PostgresServer.start();
            System.out.println(server.pid());
            System.out.println(server.port());
            System.out.println(server.directory());
            Thread.currentThread().join();
        }
    }
}
