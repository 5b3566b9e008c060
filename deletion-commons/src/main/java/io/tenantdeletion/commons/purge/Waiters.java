package io.tenantdeletion.commons.purge;

import io.smallrye.mutiny.Uni;
import java.util.Map;

/**
 * Whoever waits for what a call has locked. Between parts the call ends early for them: it is called again, they go on
 * meanwhile.
 */
final class Waiters {

    private static final String IS_IN_THE_WAY = """
            select exists (select from pg_catalog.pg_locks l
                           where not l.granted and pg_backend_pid() = any (pg_blocking_pids(l.pid)))""";

    private final SubjectStatements statements;
    private final Runnable whenFound;

    Waiters(SubjectStatements statements, Runnable whenFound) {
        this.statements = statements;
        this.whenFound = whenFound;
    }

    /** Whether somebody waits. */
    Uni<Boolean> look() {
        return statements.test(IS_IN_THE_WAY, Map.of()).invoke(found -> {
            if (found) {
                whenFound.run();
            }
        });
    }
}
