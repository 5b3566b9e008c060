package io.tenantdeletion.commons.test;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Listens to the statements the application under test sends to the database, while it is open. */
public final class StatementLog extends Handler implements AutoCloseable {

    private static final Logger STATEMENTS = Logger.getLogger("org.hibernate.SQL");

    private final Queue<String> seen = new ConcurrentLinkedQueue<>();
    private final Level previous = STATEMENTS.getLevel();
    private final boolean toParents = STATEMENTS.getUseParentHandlers();

    /** Begins to listen. */
    public StatementLog() {
        setLevel(Level.ALL);
        STATEMENTS.setLevel(Level.FINE);
        STATEMENTS.setUseParentHandlers(false);
        STATEMENTS.addHandler(this);
    }

    /** All statements in their order, as often as they were sent. */
    public List<String> all() {
        return List.copyOf(seen);
    }

    /** The different statements that name a table of the schema. */
    public List<String> touching(String schema) {
        return seen.stream()
                .filter(statement ->
                        statement.contains(" " + schema + ".") || statement.contains(" \"" + schema + "\"."))
                .distinct()
                .toList();
    }

    /** The statements without parameters by which the application sets up its session. */
    public List<String> settings() {
        return seen.stream()
                .filter(statement -> statement.contains("set_config(") && !statement.contains("$1"))
                .distinct()
                .toList();
    }

    @Override
    public void publish(LogRecord line) {
        seen.add(line.getMessage());
    }

    @Override
    public void flush() {
        // Nothing is buffered.
    }

    @Override
    public void close() {
        STATEMENTS.removeHandler(this);
        STATEMENTS.setUseParentHandlers(toParents);
        STATEMENTS.setLevel(previous);
    }
}
