package io.tenantdeletion.quickstart;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The command run as the script runs it: a JVM of its own. */
final class QuickstartProcess implements AutoCloseable {

    static final Path CHECKOUT = Path.of(System.getProperty("quickstart.root"));

    private static final Pattern ENV_FILE = Pattern.compile("process ids are in (\\S+\\.env),");

    private final Process process;
    private final Path output;

    private QuickstartProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** Skips the test where the applications are not packaged. */
    static void assumePackaged() {
        for (String module : List.of("orchestrator", "tenant", "domain-services")) {
            assumeTrue(
                    Files.exists(CHECKOUT.resolve(module + "/target/quarkus-app/quarkus-run.jar")),
                    module + " is not packaged; ./mvnw verify does it");
        }
    }

    static QuickstartProcess start(Path directory, String... arguments) throws IOException {
        Path output = Files.createTempFile(directory, "quickstart", ".txt");
        Process process = java(Main.class, arguments)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        return new QuickstartProcess(process, output);
    }

    /** A JVM of its own with the classes of this test, and the options of the scripts. */
    static ProcessBuilder java(Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dquickstart.root=" + CHECKOUT,
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                main.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command);
    }

    String output() {
        try {
            return Files.readString(output, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until the output holds this text. */
    void awaitOutput(String text, Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!output().contains(text)) {
            boolean ended = process.waitFor(200, TimeUnit.MILLISECONDS);
            if (!output().contains(text) && (ended || System.nanoTime() > deadline)) {
                throw new AssertionError("Never said: " + text + System.lineSeparator() + output());
            }
        }
    }

    /** The exit status. */
    int await(Duration patience) throws InterruptedException {
        if (!process.waitFor(patience.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("Did not end." + System.lineSeparator() + output());
        }
        return process.exitValue();
    }

    void terminate() {
        process.destroy();
    }

    void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** The processes it started and that run, in the order of their ids. */
    List<ProcessHandle> children() {
        return process.children().sorted().toList();
    }

    /** The environment file it speaks of, below the checkout. */
    String envFile() {
        Matcher name = ENV_FILE.matcher(output());
        if (!name.find()) {
            throw new AssertionError("No environment file." + System.lineSeparator() + output());
        }
        return name.group(1);
    }

    /** What is in its environment file. */
    Map<String, String> facts() throws IOException {
        return Files.readAllLines(CHECKOUT.resolve(envFile())).stream()
                .map(line -> line.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    }

    /** Those of its processes that run. */
    static List<String> alive(Map<String, String> facts) {
        return facts.entrySet().stream()
                .filter(fact -> fact.getKey().startsWith("PID_"))
                .filter(fact -> Optional.of(Long.parseLong(fact.getValue()))
                        .flatMap(ProcessHandle::of)
                        .filter(QuickstartProcess::isRunning)
                        .isPresent())
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    // One that has ended and that nobody has waited for yet has no program any more.
    static boolean isRunning(ProcessHandle process) {
        return process.isAlive() && process.info().command().isPresent();
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
