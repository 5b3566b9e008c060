package io.tenantdeletion.orchestrator.guard;

import io.quarkus.oidc.client.OidcClientException;
import io.smallrye.mutiny.TimeoutException;
import io.vertx.core.VertxException;
import io.vertx.core.http.StreamResetException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import org.eclipse.microprofile.faulttolerance.exceptions.BulkheadException;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;

/**
 * What an exception of a guarded call means.
 *
 * @param address where it went
 * @param timeout the longest it may take
 */
record Failures(URI address, Duration timeout) {

    Failure of(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            Failure known = known(cause);
            if (known != null) {
                return known;
            }
        }
        return new Failure(FailureKind.INTERNAL, "unexpected failure, see the orchestrator's log");
    }

    boolean isWorthRetrying(Throwable thrown) {
        return of(thrown).kind().isWorthRetrying();
    }

    /**
     * Whether the participant may have done what it was asked although the call failed: not where there was no
     * connection, or it answered that it did not.
     */
    boolean mayHaveBeenCarriedOut(Throwable thrown) {
        if (ConnectFailure.isBehind(thrown)) {
            return false;
        }
        return switch (of(thrown).kind()) {
            case UNREACHABLE, TIMED_OUT, INVALID_ANSWER, INTERNAL -> true;
            default -> false;
        };
    }

    private Failure known(Throwable cause) {
        if (cause instanceof CallException participant) {
            return participant.failure();
        }
        if (cause instanceof BodyTooLongException tooLong) {
            return new Failure(FailureKind.of(tooLong.status()), tooLong.getMessage());
        }
        if (cause instanceof TimeoutException) {
            return new Failure(FailureKind.TIMED_OUT, "no answer within " + timeout.toMillis() / 1000.0 + " s");
        }
        if (cause instanceof CircuitBreakerOpenException) {
            return new Failure(FailureKind.CIRCUIT_OPEN, "not called: " + at() + " could not be reached a moment ago");
        }
        if (cause instanceof BulkheadException) {
            return new Failure(FailureKind.OVERLOADED, "not called: too many calls are waiting already");
        }
        if (cause instanceof OidcClientException) {
            return new Failure(FailureKind.NO_TOKEN, "the identity provider gave no token");
        }
        // A reset of our own has its reason as a cause.
        boolean explained = cause instanceof StreamResetException && cause.getCause() != null;
        if (!explained && (cause instanceof IOException || cause instanceof VertxException)) {
            return new Failure(FailureKind.UNREACHABLE, "no connection to " + at() + ", or it broke");
        }
        return null;
    }

    private String at() {
        return address.getPort() < 0 ? address.getHost() : address.getHost() + ":" + address.getPort();
    }
}
