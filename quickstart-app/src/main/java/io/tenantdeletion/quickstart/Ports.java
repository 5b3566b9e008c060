package io.tenantdeletion.quickstart;

import io.tenantdeletion.embedded.CacheDirectory;
import io.tenantdeletion.embedded.Loopback;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The ports of one run. Between choosing a port and listening on it lie seconds; a lock per port keeps another run of
 * the same user from choosing the same one meanwhile.
 */
final class Ports implements AutoCloseable {

    private final Path directory = CacheDirectory.ofUser().root().resolve("ports");
    private final List<FileChannel> locks = new ArrayList<>();

    /** The preferred port, or a free one if that is busy. */
    int choose(int preferred) {
        return Loopback.freePort(preferred) == preferred && reserve(preferred) ? preferred : Loopback.freePort();
    }

    private boolean reserve(int port) {
        try {
            Files.createDirectories(directory);
            FileChannel channel = FileChannel.open(
                    directory.resolve(Integer.toString(port)), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!lock(channel)) {
                channel.close();
                return false;
            }
            locks.add(channel);
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write to " + directory, e);
        }
    }

    private static boolean lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException expected) {
            return false;
        }
    }

    @Override
    public void close() {
        for (FileChannel lock : locks) {
            try {
                lock.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
