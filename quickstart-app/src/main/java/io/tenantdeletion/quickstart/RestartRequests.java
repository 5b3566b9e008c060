package io.tenantdeletion.quickstart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * How {@code ./quickstart restart} tells the run beside it which process to start again: a file that the run takes, and
 * one with its answer. There is one request at a time.
 */
final class RestartRequests {

    private static final Duration GLANCE = Duration.ofMillis(100);

    private final Path request;
    private final Path answer;

    /** @param directory the one that the run keeps its logs and its lock in */
    RestartRequests(Path directory) {
        request = directory.resolve("restart");
        answer = directory.resolve("restarted");
    }

    /** Forgets what nobody has taken. */
    void clear() {
        remove(request);
        remove(answer);
    }

    /**
     * Asks for a process to be started again.
     *
     * @return what the run says when it is done; empty where it does not answer in time
     */
    Optional<String> ask(String process, Duration timeout) {
        clear();
        write(request, process);
        long deadline = System.nanoTime() + timeout.toNanos();
        while (System.nanoTime() < deadline) {
            if (Files.exists(answer)) {
                String text = read(answer);
                clear();
                return Optional.of(text);
            }
            LockSupport.parkNanos(GLANCE.toNanos());
        }
        clear();
        return Optional.empty();
    }

    /** The process that is to be started again. */
    Optional<String> take() {
        if (!Files.exists(request)) {
            return Optional.empty();
        }
        String process = read(request);
        remove(request);
        return Optional.of(process);
    }

    /** Says what came of it. */
    void answer(String text) {
        write(answer, text);
    }

    // Whole or not at all for whoever looks.
    private static void write(Path file, String text) {
        try {
            Path part = file.resolveSibling(file.getFileName() + ".part");
            Files.writeString(part, text);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
