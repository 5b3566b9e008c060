package io.tenantdeletion.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports of the loopback address. Between choosing one and listening on it lie seconds; a lock on the port's byte of one
 * file keeps other processes of the same user, and others in this one, from choosing it meanwhile.
 */
public final class Loopback {

    private static final int FIRST_PORT = 10_000;
    private static final int FIRST_OF_OUTGOING = 32_768;
    private static final int TRIES = 1000;

    // Never closed: closing any channel of a file gives up all locks that the process has on it.
    private static FileChannel reserved;

    private Loopback() {}

    /** The address every embedded server listens on. */
    public static final String ADDRESS = "127.0.0.1";

    /**
     * A port nobody listens on, given once in the life of this process. Not one of those that systems give to outgoing
     * connections, which could take it before anybody listens.
     */
    public static int freePort() {
        return ThreadLocalRandom.current()
                .ints(TRIES, FIRST_PORT, FIRST_OF_OUTGOING)
                .filter(port -> isFree(port) && reserve(port).isPresent())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No free port"));
    }

    /** The preferred port if nobody listens on it on any address, else a free one. */
    public static int freePort(int preferred) {
        return isFree(preferred) ? preferred : freePort();
    }

    /** Keeps others from choosing this port until the lock is released; empty where somebody has it. */
    public static synchronized Optional<FileLock> reserve(int port) {
        Path file = CacheDirectory.ofUser().root().resolve("ports.lock");
        try {
            if (reserved == null) {
                Files.createDirectories(file.getParent());
                reserved = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            }
            return Optional.ofNullable(reserved.tryLock(port, 1, false));
        } catch (OverlappingFileLockException mine) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Cannot write to " + file + "; TENANT_DELETION_CACHE names another directory", e);
        }
    }

    private static boolean isFree(int port) {
        return isFree(new InetSocketAddress(port)) && isFree(new InetSocketAddress(ADDRESS, port));
    }

    private static boolean isFree(InetSocketAddress address) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(address);
            return true;
        } catch (IOException expected) {
            return false;
        }
    }
}
