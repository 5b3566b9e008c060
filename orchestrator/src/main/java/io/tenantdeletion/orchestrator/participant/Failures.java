package io.tenantdeletion.orchestrator.participant;

import io.quarkus.oidc.client.OidcClientException;
import io.vertx.core.VertxException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;
import org.eclipse.microprofile.faulttolerance.exceptions.BulkheadException;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;

/** What an exception of a guarded call means. */
final class Failures {

    private Failures() {}

    static Failure of(Throwable thrown, GuardSettings guard) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            Failure known = known(cause, guard);
            if (known != null) {
                return known;
            }
        }
        return new Failure(FailureKind.INTERNAL, "unexpected failure, see the orchestrator's log");
    }

    static boolean isWorthRetrying(Throwable thrown, GuardSettings guard) {
        return of(thrown, guard).kind().isWorthRetrying();
    }

    /**
     * Whether the participant may have done what it was asked although the call failed: not where there was no
     * connection, or it answered that it did not.
     */
    static boolean mayHaveBeenCarriedOut(Throwable thrown, GuardSettings guard) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectException
                    || cause instanceof NoRouteToHostException
                    || cause instanceof UnknownHostException
                    || cause instanceof SSLHandshakeException) {
                return false;
            }
        }
        return switch (of(thrown, guard).kind()) {
            case UNREACHABLE, TIMED_OUT, INVALID_ANSWER, INTERNAL -> true;
            default -> false;
        };
    }

    private static Failure known(Throwable cause, GuardSettings guard) {
        if (cause instanceof ParticipantException participant) {
            return participant.failure();
        }
        if (cause instanceof org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException
                || cause instanceof TimeoutException) {
            return new Failure(FailureKind.TIMED_OUT, "no answer within " + seconds(guard));
        }
        if (cause instanceof CircuitBreakerOpenException) {
            return new Failure(FailureKind.CIRCUIT_OPEN, "not called: too many recent calls failed");
        }
        if (cause instanceof BulkheadException) {
            return new Failure(FailureKind.OVERLOADED, "not called: too many calls are waiting already");
        }
        if (cause instanceof OidcClientException) {
            return new Failure(FailureKind.NO_TOKEN, "the identity provider gave no token");
        }
        if (cause instanceof IOException || cause instanceof VertxException) {
            return new Failure(FailureKind.UNREACHABLE, "no connection, or it broke");
        }
        return null;
    }

    private static String seconds(GuardSettings guard) {
        return guard.timeout().toMillis() / 1000.0 + " s";
    }
}
