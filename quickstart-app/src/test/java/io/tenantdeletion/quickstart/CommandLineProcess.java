package io.tenantdeletion.quickstart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** {@code ./tenant-deletion}, run as people do: a process with an exit status. */
final class CommandLineProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Process process;
    private final Path output;

    private CommandLineProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    static CommandLineProcess start(Path home, Map<String, String> environment, String... arguments) {
        try {
            Path output = Files.createTempFile(home, "command", ".txt");
            List<String> all = new ArrayList<>(List.of(arguments));
            ProcessBuilder builder = QuickstartProcess.java(
                            io.tenantdeletion.cli.Main.class, all.toArray(String[]::new))
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment().putAll(environment);
            return new CommandLineProcess(builder.start(), output);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    String output() {
        try {
            return Files.readString(output);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    void awaitOutput(String text) {
        Await.until("it says " + text, PATIENCE, () -> output().contains(text));
    }

    boolean isRunning() {
        return process.isAlive();
    }

    int await() {
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("Did not end." + System.lineSeparator() + output());
            }
            return process.exitValue();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
