package io.tenantdeletion.commons.test;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Collects what the application under test logs with a stack trace, while it is open. */
final class StackTraces extends Handler implements AutoCloseable {

    private static final Logger ROOT = Logger.getLogger("");

    private final Queue<String> lines = new ConcurrentLinkedQueue<>();

    StackTraces() {
        setLevel(Level.INFO);
        ROOT.addHandler(this);
    }

    Iterable<String> lines() {
        return lines;
    }

    @Override
    public void publish(LogRecord line) {
        if (line.getThrown() != null) {
            lines.add(line.getLoggerName() + ": " + line.getMessage() + ": " + line.getThrown());
        }
    }

    @Override
    public void flush() {
        // Nothing is buffered.
    }

    @Override
    public void close() {
        ROOT.removeHandler(this);
    }
}
