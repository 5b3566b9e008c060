package io.tenantdeletion.commons.prepare;

/**
 * The server's side of one transaction.
 *
 * @param pid of the server process it runs on, which serves others afterwards
 * @param transactionStart the server's time when it began, as text: with the pid it names this transaction and no other
 */
record Backend(int pid, String transactionStart) {

    /** What to select to learn it, as the first of the columns. */
    static final String COLUMNS = "pg_backend_pid(), cast(now() as text)";

    static Backend of(Object[] row) {
        return new Backend((Integer) row[0], (String) row[1]);
    }
}
