package io.tenantdeletion.commons.problem;

import io.smallrye.mutiny.TimeoutException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.sqlclient.ClosedConnectionException;
import io.vertx.sqlclient.DatabaseException;
import jakarta.ws.rs.core.HttpHeaders;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/**
 * Tells that something we need did not answer from a mistake of ours, by what is known of the drivers: whoever asked is
 * told to try again, and the log gets one line.
 */
public final class Outage {

    private static final Logger LOG = Logger.getLogger(Outage.class);

    private static final String RETRY_AFTER_SECONDS = "5";

    /** Connection failures, lack of resources, shutdown and start, a standby, time-outs of locks and statements. */
    private static final Pattern SQL_STATES = Pattern.compile("08...|53...|57P..|25006|55P03|57014");

    /** What the pool says when no connection became free in time. */
    private static final String POOL_TIMEOUT = "Timeout";

    private Outage() {}

    /** Whether this failure says that the database, or another part of the system, could not be reached. */
    public static boolean isOutage(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (isOne(cause)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOne(Throwable cause) {
        if (cause instanceof DatabaseException database) {
            return database.getSqlState() != null
                    && SQL_STATES.matcher(database.getSqlState()).matches();
        }
        return cause instanceof SocketException
                || cause instanceof UnknownHostException
                || cause instanceof ClosedConnectionException
                || cause instanceof TimeoutException
                || cause instanceof NoStackTraceThrowable && POOL_TIMEOUT.equals(cause.getMessage());
    }

    /**
     * The 503 problem of an outage; says it in one line of the log.
     *
     * @param what is not available, as the subject of a sentence
     * @param failure how it was noticed
     */
    public static ProblemException of(String what, Throwable failure) {
        LOG.warnf("%s is not available: %s", what, failure);
        return new ProblemException(
                ProblemType.UNAVAILABLE,
                what + " did not answer; try again.",
                Map.of(),
                Map.of(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS));
    }
}
