package io.tenantdeletion.commons.prepare;

import io.tenantdeletion.commons.contract.BlockingTransaction;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.problem.ProblemType;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a caller is told when the database ended a statement before it was done: not now, try again. */
public final class Timeouts {

    /** Others hold what the call needs. */
    static final ProblemType PURGE_WAITS =
            new ProblemType("purge-waits", 503, "Other transactions hold what this call needs; it changed nothing");

    /** Nobody is in the way, it takes too long. */
    static final ProblemType STATEMENT_TIMEOUT =
            new ProblemType("statement-timeout", 503, "A statement took longer than it may; this call changed nothing");

    private static final Map<String, String> RETRY_AFTER = Map.of(HttpHeaders.RETRY_AFTER, "5");

    private Timeouts() {}

    /** The problem behind a failure, or the failure itself where it is no time-out. */
    static Throwable asProblem(Throwable failure, LockWatch watch) {
        if (SqlState.LOCK_NOT_AVAILABLE.caused(failure)) {
            return purgeWaits(watch.lastWaitedFor());
        }
        if (!SqlState.QUERY_CANCELED.caused(failure)) {
            return failure;
        }
        List<BlockingTransaction> waitingFor = watch.waitingFor();
        return waitingFor.isEmpty() ? statementTimeout() : purgeWaits(waitingFor);
    }

    /** Whether a statement took longer than it may, although nobody was in its way. */
    static boolean isStatementTimeout(Throwable failure) {
        return failure instanceof ProblemException problem && problem.type().equals(STATEMENT_TIMEOUT);
    }

    /** Whether a statement was not done in time, whatever it waited for. */
    static boolean isTimeout(Throwable failure) {
        return isStatementTimeout(failure)
                || failure instanceof ProblemException problem && problem.type().equals(PURGE_WAITS);
    }

    /** The problem of a call that others were in the way of, as often as it was tried. */
    public static ProblemException purgeWaits(List<BlockingTransaction> waitingFor) {
        return new ProblemException(PURGE_WAITS, detail(waitingFor), Map.of("waiting_for", waitingFor), RETRY_AFTER);
    }

    private static ProblemException statementTimeout() {
        return new ProblemException(
                STATEMENT_TIMEOUT,
                "The database ended a statement of this call at its time-out. Where this goes on, lower"
                        + " deletion.purge.chunk-rows or look at what keeps the database busy.",
                Map.of(),
                RETRY_AFTER);
    }

    private static String detail(List<BlockingTransaction> waitingFor) {
        return waitingFor.isEmpty()
                ? "Rows or tables that this call needs are locked by other transactions."
                : "Rows or tables that this call needs are locked by "
                        + waitingFor.stream().map(Timeouts::text).collect(Collectors.joining(", ")) + ".";
    }

    private static String text(BlockingTransaction blocking) {
        String name =
                blocking.applicationName() == null || blocking.applicationName().isEmpty()
                        ? ""
                        : " (" + blocking.applicationName() + ")";
        return "pid " + blocking.pid() + name + (blocking.since() == null ? "" : " since " + blocking.since());
    }
}
