package io.tenantdeletion.quickstart;

import io.tenantdeletion.embedded.AtExit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Where one run keeps its logs and its environment file: {@code target/quickstart} and {@code target/quickstart.env} of
 * the checkout. A second run beside the first takes {@code target/quickstart-2}, and so on. The environment file is
 * there only while the run is, however it ends.
 */
public final class Workspace implements AutoCloseable {

    private final Path root;
    private final String name;
    private final FileChannel lock;
    private final Runnable forgotten;

    private Workspace(Path root, String name, FileChannel lock) {
        this.root = root;
        this.name = name;
        this.lock = lock;
        forgotten = AtExit.remove(envFile());
        forget();
    }

    /** The first that no other run uses. */
    static Workspace of(Path checkout) {
        return of(checkout, "quickstart");
    }

    /** The first of this name that no other run uses. */
    public static Workspace of(Path checkout, String purpose) {
        for (int number = 1; ; number++) {
            String name = number == 1 ? purpose : purpose + "-" + number;
            FileChannel lock = tryLock(checkout.resolve("target").resolve(name).resolve("lock"));
            if (lock != null) {
                return new Workspace(checkout, name, lock);
            }
        }
    }

    private static FileChannel tryLock(Path file) {
        try {
            Files.createDirectories(file.getParent());
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = lockOf(channel);
            if (lock == null) {
                channel.close();
                return null;
            }
            return channel;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write to " + file.getParent(), e);
        }
    }

    private static FileLock lockOf(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException expected) {
            return null;
        }
    }

    // Whoever reads the file must not take processes for running that are gone.
    private void forget() {
        try {
            Files.deleteIfExists(envFile());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot remove " + envFile(), e);
        }
    }

    public Path log(String process) {
        return root.resolve("target").resolve(name).resolve("logs").resolve(process + ".log");
    }

    /** Where others may ask this run for something. */
    RestartRequests restartRequests() {
        return new RestartRequests(root.resolve("target").resolve(name));
    }

    public Path envFile() {
        return root.resolve("target").resolve(name + ".env");
    }

    /** The runnable jar of a module. */
    public Path application(String module) {
        Path jar = root.resolve(module).resolve("target/quarkus-app/quarkus-run.jar");
        if (!Files.isReadable(jar)) {
            throw new QuickstartException(jar + " is missing. Build it: ./mvnw package -DskipTests");
        }
        return jar;
    }

    /** A path as a person in the checkout would type it. */
    public String relative(Path path) {
        return path.startsWith(root) ? root.relativize(path).toString() : path.toString();
    }

    @Override
    public void close() {
        forget();
        forgotten.run();
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
