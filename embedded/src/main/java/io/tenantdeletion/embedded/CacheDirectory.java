package io.tenantdeletion.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The user's cache of prepared servers: {@code $TENANT_DELETION_CACHE}, else {@code $XDG_CACHE_HOME/tenant-deletion},
 * else {@code ~/.cache/tenant-deletion}.
 */
public final class CacheDirectory {

    private final Path root;

    CacheDirectory(Path root) {
        this.root = root.toAbsolutePath();
    }

    /** The cache of the user who runs this process. */
    public static CacheDirectory ofUser() {
        String own = System.getenv("TENANT_DELETION_CACHE");
        if (own != null && !own.isBlank()) {
            return new CacheDirectory(Path.of(own));
        }
        String xdg = System.getenv("XDG_CACHE_HOME");
        Path base = xdg == null || xdg.isBlank() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(xdg);
        return new CacheDirectory(base.resolve("tenant-deletion"));
    }

    /** Where everything lies. */
    public Path root() {
        return root;
    }

    /**
     * The directory of this name, prepared by {@code content} unless it is there already. It appears under its name
     * only when it is complete, so a process killed half-way, or two at once, never leave a broken one.
     */
    public Path prepared(String name, Preparation content) {
        Path target = root.resolve(name);
        if (Files.isDirectory(target)) {
            return target;
        }
        try {
            Files.createDirectories(root);
            Path building = Files.createTempDirectory(root, name + ".building-");
            CountDownLatch done = new CountDownLatch(1);
            Runnable removed = AtExit.remove(building, () -> removeWhenDone(building, done));
            try {
                content.into(building);
                Files.setPosixFilePermissions(building, PosixFilePermissions.fromString("rwxr-xr-x"));
                publish(building, target);
            } finally {
                deleteRecursively(building);
                done.countDown();
                removed.run();
            }
            return target;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot prepare " + target + ": " + e.getMessage(), e);
        }
    }

    // Whoever prepares it stops soon, see AtExit.requireRunning; removing it under his hands would not be the end of
    // it.
    private static void removeWhenDone(Path directory, CountDownLatch done) {
        try {
            done.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        deleteRecursively(directory);
    }

    private static void publish(Path building, Path target) throws IOException {
        try {
            Files.move(building, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            if (!Files.isDirectory(target)) {
                throw e;
            }
            // Another process was faster with the same content; ours is thrown away.
        }
    }

    /** A new empty directory for one run; whoever asks for it removes it, at the latest the end of this JVM. */
    public Path temporary(String prefix) {
        try {
            Path runs = Files.createDirectories(root.resolve("run"));
            Path directory = Files.createTempDirectory(runs, prefix + "-");
            AtExit.remove(directory);
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Cannot write to " + root + "; TENANT_DELETION_CACHE names another directory", e);
        }
    }

    /** Removes a directory and all in it; one that is not there is fine. */
    public static void deleteRecursively(Path directory) {
        if (!Files.exists(directory)) {
            return;
        }
        try {
            Files.walkFileTree(directory, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.deleteIfExists(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException gone) {
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path visited, IOException failure) throws IOException {
                    Files.deleteIfExists(visited);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot remove " + directory, e);
        }
    }

    /** Fills a directory. */
    @FunctionalInterface
    public interface Preparation {
        /** Writes the content into the given empty directory. */
        void into(Path directory) throws IOException;
    }
}
