package io.tenantdeletion.commons.restorelog;

import io.tenantdeletion.commons.contract.Finding;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.problem.ProblemType;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.JDBCException;

/** What a caller is told of a restore log that cannot be written, or not be read. */
public final class RestoreLogProblems {

    /** Carries {@code findings}. */
    static final ProblemType RESTORE_REFUSED =
            new ProblemType("restore-refused", 409, "Not every row would come back as it was; nothing was restored");

    static final ProblemType RESTORE_WINDOW_OVER =
            new ProblemType("restore-window-over", 410, "What was deleted cannot be put back any more");

    static final ProblemType DELETION_UNDONE =
            new ProblemType("deletion-undone", 409, "What this job had deleted here was put back");

    static final ProblemType RESTORE_BUSY =
            new ProblemType("restore-busy", 503, "Another call works on these rows; this one changed nothing");

    /** What pgcrypto says of a key that does not open what it should. */
    private static final String WRONG_KEY = "39000";

    private RestoreLogProblems() {}

    /** Why a restore changed nothing. */
    public static ProblemException refused(List<Finding> findings) {
        return new ProblemException(
                RESTORE_REFUSED,
                findings.stream().map(Finding::detail).limit(3).collect(Collectors.joining(" ")),
                Map.of("findings", findings),
                Map.of());
    }

    /** Too late. */
    public static ProblemException over(String why) {
        return new ProblemException(RESTORE_WINDOW_OVER, why);
    }

    static ProblemException busy() {
        return new ProblemException(
                RESTORE_BUSY,
                "A purge, or a restore, of the same service and subject is under way; call again when it is over.",
                Map.of(),
                Map.of(HttpHeaders.RETRY_AFTER, "1"));
    }

    /** The job was undone: nothing is deleted for it again. */
    public static ProblemException undone() {
        return new ProblemException(
                DELETION_UNDONE, "Nothing is deleted for it again; a new deletion is a job of its own.");
    }

    static ProblemException notLogged(String code, String table, String detail, String remedy) {
        return new ProblemException(
                ProblemType.DELETION_REFUSED,
                "Nothing was deleted: " + detail + " " + remedy,
                Map.of("findings", List.of(Finding.error(code, table, detail, remedy))),
                Map.of());
    }

    /** Whether the key does not open what another one has sealed. */
    public static boolean isWrongKey(Throwable failure) {
        return WRONG_KEY.equals(sqlState(failure));
    }

    /** The same as a problem. */
    public static ProblemException wrongKey() {
        return refused(List.of(Finding.error(
                "wrong-key",
                null,
                "The key does not open the restore log.",
                "Send the key that the purge was called with. If it is lost, so is what was deleted.")));
    }

    /** PostgreSQL's condition behind a failure; empty where there is none. */
    public static String sqlState(Throwable failure) {
        return cause(failure).map(JDBCException::getSQLState).orElse("");
    }

    /** What PostgreSQL says. */
    public static Optional<JDBCException> cause(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .filter(JDBCException.class::isInstance)
                .map(JDBCException.class::cast)
                .findFirst();
    }
}
