package io.tenantdeletion.commons.prepare;

import java.time.Duration;

/**
 * How long the statements of one transaction may take; the database itself sees to it, whoever waits for the answer or
 * does not any more.
 *
 * @param lock the longest that a statement waits for one lock
 * @param statement the longest that a statement runs, waiting included
 */
public record StatementTimeouts(Duration lock, Duration statement) {

    /** The same for statements that run no longer than this. */
    StatementTimeouts within(Duration limit) {
        return limit.compareTo(statement) < 0 ? new StatementTimeouts(lock, limit) : this;
    }

    /** Settings of the current transaction, as expressions to select. */
    String settings() {
        return setting("lock_timeout", lock) + ", " + setting("statement_timeout", statement);
    }

    private static String setting(String name, Duration limit) {
        // Zero would be no limit at all.
        return "set_config('%s', '%d', true)".formatted(name, Math.max(1, limit.toMillis()));
    }
}
