package io.tenantdeletion.embedded;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;

/**
 * A child process that serves something until it is stopped, and can be started again; what it says goes to a log file.
 */
public final class ServerProcess implements AutoCloseable {

    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final int TAIL = 15;
    private static final Pattern STACK_LINE = Pattern.compile("\\s+(at |\\.\\.\\. \\d+ more).*");

    private final String name;
    private final ProcessBuilder command;
    private final Path log;
    private final String stopSignal;

    private volatile Process process;
    private volatile boolean restarting;
    private BooleanSupplier ready;
    private Duration timeout;

    private ServerProcess(String name, ProcessBuilder command, Path log, String stopSignal) {
        this.name = name;
        this.command = command;
        this.log = log;
        this.stopSignal = stopSignal;
    }

    /** Starts the command; a TERM signal asks it to stop. It does not outlive this JVM. */
    public static ServerProcess start(String name, ProcessBuilder command, Path log) {
        return start(name, command, log, "TERM");
    }

    /** Starts the command; this signal asks it to stop. */
    static ServerProcess start(String name, ProcessBuilder command, Path log, String stopSignal) {
        command.redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectOutput(log.toFile());
        ServerProcess server = new ServerProcess(name, command, log, stopSignal);
        server.launch();
        return server;
    }

    private void launch() {
        try {
            Files.createDirectories(log.toAbsolutePath().getParent());
            process = command.start();
            process.onExit().thenRun(AtExit.stop(process.pid(), stopSignal, this::close));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start " + name + ": " + e.getMessage(), e);
        }
    }

    /**
     * Starts the same command again, after stopping what still runs of it, and waits until it is ready. Its log goes
     * on; its process id is another.
     *
     * @throws ServerFailedException as {@link #awaitReady}, which must have been called before
     */
    public synchronized void restart() {
        restarting = true;
        try {
            close();
            command.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            launch();
            awaitReady(ready, timeout);
        } finally {
            restarting = false;
        }
    }

    /** The process id to observe or to kill. */
    public long pid() {
        return process.pid();
    }

    /** What it is called in messages. */
    public String name() {
        return name;
    }

    /** Whether it still runs, or is just being started again. */
    public boolean isAlive() {
        return restarting || process.isAlive();
    }

    /** Where its output goes. */
    public Path log() {
        return log;
    }

    /** Waits until this address answers 200; fails alike. */
    public void awaitReady(URI address, Duration timeout) {
        HttpClient client =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
        HttpRequest request =
                HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(5)).build();
        awaitReady(() -> answers(client, request), timeout);
    }

    private static boolean answers(HttpClient client, HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException expected) {
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /**
     * Waits until {@code ready} says so, asking it every so often.
     *
     * @throws ServerFailedException if the process ends first or the time is over; carries the last lines of the log
     */
    public void awaitReady(BooleanSupplier ready, Duration timeout) {
        this.ready = ready;
        this.timeout = timeout;
        long deadline = System.nanoTime() + timeout.toNanos();
        while (!ready.getAsBoolean()) {
            if (hasEndedWithin(Duration.ofMillis(100))) {
                throw failed("ended with status " + process.exitValue() + " before it was ready");
            }
            if (System.nanoTime() > deadline) {
                throw failed("was not ready within " + timeout.toSeconds() + " s");
            }
        }
    }

    /**
     * Waits until the process has ended well, for a program that does one thing.
     *
     * @throws ServerFailedException if its status is not zero or the time is over
     */
    void awaitSuccess(Duration timeout) {
        if (!hasEndedWithin(timeout)) {
            close();
            throw failed("was not done within " + timeout.toSeconds() + " s");
        }
        if (process.exitValue() != 0) {
            throw failed("ended with status " + process.exitValue());
        }
    }

    private boolean hasEndedWithin(Duration time) {
        try {
            return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed("start was interrupted");
        }
    }

    /** A failure of this process that quotes its log. */
    public ServerFailedException failed(String what) {
        return new ServerFailedException(name + " " + what + ".", log, lastLines());
    }

    private List<String> lastLines() {
        try {
            // The log of a dying process may end inside a character.
            List<String> lines = new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !STACK_LINE.matcher(line).matches())
                    .toList();
            return lines.subList(Math.max(0, lines.size() - TAIL), lines.size());
        } catch (IOException expected) {
            return List.of();
        }
    }

    /** Asks the process to stop, insists after ten seconds, and returns when it is gone. */
    @Override
    public void close() {
        if (process.isAlive()) {
            signal();
        }
        if (!endsWithin(GRACE)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            endsWithin(GRACE);
        }
    }

    // Not interruptible: a half-stopped server would outlive its owner.
    private boolean endsWithin(Duration time) {
        try {
            process.onExit().get(time.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return !process.isAlive();
        } catch (TimeoutException | ExecutionException expected) {
            return false;
        }
    }

    // The JVM itself knows TERM and KILL only.
    private void signal() {
        if (stopSignal.equals("TERM")) {
            process.destroy();
            return;
        }
        try {
            new ProcessBuilder("/bin/sh", "-c", "kill -" + stopSignal + " " + process.pid())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .onExit()
                    .join();
        } catch (IOException e) {
            process.destroy();
        }
    }
}
