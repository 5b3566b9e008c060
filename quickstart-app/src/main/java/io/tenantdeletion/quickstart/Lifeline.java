package io.tenantdeletion.quickstart;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Everything this run started, stopped in the opposite order at the end or after a failure; and the wish to end it. */
public final class Lifeline implements AutoCloseable {

    private final Deque<AutoCloseable> resources = new ArrayDeque<>();
    private final CountDownLatch interrupted = new CountDownLatch(1);
    private boolean closed;

    /** Says so when the program is asked to end by a signal; the embedded servers and processes end by themselves. */
    public void announceSignal(Runnable announcement) {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            if (!isClosed()) {
                                interrupted.countDown();
                                announcement.run();
                            }
                        },
                        "stop"));
    }

    /** Takes responsibility; what comes too late is closed at once. */
    public <T extends AutoCloseable> T own(T resource) {
        synchronized (resources) {
            if (!closed) {
                resources.push(resource);
                return resource;
            }
        }
        closeQuietly(resource);
        throw new Interrupted();
    }

    /** Whether a signal has asked the program to end, or does so in this very moment. */
    public boolean isInterrupted() {
        try {
            return interrupted.await(500, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** Waits this long, less if the program is asked to end; then it does not return normally. */
    void pause(long milliseconds) {
        try {
            if (interrupted.await(milliseconds, TimeUnit.MILLISECONDS)) {
                throw new Interrupted();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Interrupted();
        }
    }

    private boolean isClosed() {
        synchronized (resources) {
            return closed;
        }
    }

    @Override
    public synchronized void close() {
        Deque<AutoCloseable> all;
        synchronized (resources) {
            closed = true;
            all = new ArrayDeque<>(resources);
            resources.clear();
        }
        all.forEach(Lifeline::closeQuietly);
    }

    // One that cannot be closed must not keep the others running.
    private static void closeQuietly(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception e) {
            System.err.println("Could not stop " + resource + ": " + e.getMessage());
        }
    }

    /** The program was asked to end; everything is being stopped already. */
    static final class Interrupted extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
