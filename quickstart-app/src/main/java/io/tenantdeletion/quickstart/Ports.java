package io.tenantdeletion.quickstart;

import io.tenantdeletion.embedded.Loopback;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileLock;
import java.util.ArrayList;
import java.util.List;

/** The ports of one run, which nobody else chooses before it has ended. */
final class Ports implements AutoCloseable {

    private final List<FileLock> locks = new ArrayList<>();

    /** The preferred port, or a free one if that is busy. */
    int choose(int preferred) {
        return Loopback.freePort(preferred) == preferred && reserve(preferred) ? preferred : Loopback.freePort();
    }

    private boolean reserve(int port) {
        return Loopback.reserve(port).map(locks::add).orElse(false);
    }

    @Override
    public void close() {
        for (FileLock lock : locks) {
            try {
                lock.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
