package io.tenantdeletion.orchestrator.identity;

import static java.time.temporal.ChronoUnit.MILLIS;

import io.smallrye.faulttolerance.api.TypedGuard;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.orchestrator.http.BodyTooLongException;
import io.tenantdeletion.orchestrator.http.ConnectFailure;
import io.tenantdeletion.orchestrator.identity.AccountsException.Reason;
import io.vertx.core.VertxException;
import io.vertx.core.http.StreamResetException;
import jakarta.enterprise.util.TypeLiteral;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Supplier;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.jboss.logging.Logger;

/**
 * The guard of all calls about accounts. From the inside out: timeout of a single call until the last byte of its
 * answer, which also closes its connection, circuit breaker, retry.
 */
final class CallGuard {

    private static final Logger LOG = Logger.getLogger(CallGuard.class);

    private final TypedGuard<Uni<Object>> guard;
    private final Duration timeout;

    CallGuard(IdentityConfig config) {
        if (config.maxRetryDelay().compareTo(config.retryDelay()) <= 0) {
            throw new IllegalStateException("The configuration is wrong: deletion.identity.max-retry-delay must be"
                    + " longer than deletion.identity.retry-delay");
        }
        this.timeout = config.timeout();
        this.guard = TypedGuard.create(new TypeLiteral<Uni<Object>>() {})
                .withDescription("identity provider")
                .withCircuitBreaker()
                .requestVolumeThreshold(config.circuitWindow())
                .failureRatio(config.circuitFailureRatio())
                .delay(config.circuitDelay().toMillis(), MILLIS)
                // Slow answers and errors may be about one account, and are no reason to keep others waiting.
                .when(ConnectFailure::isBehind)
                .done()
                .withRetry()
                .maxRetries(config.maxRetries())
                .maxDuration(0, MILLIS)
                .delay(config.retryDelay().toMillis(), MILLIS)
                .jitter(config.jitter().toMillis(), MILLIS)
                .withExponentialBackoff()
                .maxDelay(config.maxRetryDelay().toMillis(), MILLIS)
                .done()
                .whenException(this::isWorthRetrying)
                .done()
                .build();
    }

    /** Calls, as often as the guard allows; fails with an {@link AccountsException} only. */
    @SuppressWarnings("unchecked")
    <T> Uni<T> call(Supplier<Uni<T>> call) {
        return Uni.createFrom()
                .deferred(() -> guard.get(() -> Uni.createFrom()
                        .deferred(call::get)
                        .ifNoItem()
                        .after(timeout)
                        .fail()
                        .map(answer -> answer)))
                .map(answer -> (T) answer)
                .onFailure()
                .transform(this::explained);
    }

    private boolean isWorthRetrying(Throwable thrown) {
        AccountsException known = known(thrown);
        return known != null && known.reason().isWorthRetrying();
    }

    private AccountsException explained(Throwable thrown) {
        AccountsException known = known(thrown);
        if (known == null) {
            LOG.error("A call to the identity provider failed in an unexpected way", thrown);
            return new AccountsException(Reason.ERROR, "unexpected failure, see the orchestrator's log");
        }
        return known;
    }

    private AccountsException known(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof AccountsException accounts) {
                return accounts;
            }
            if (cause instanceof BodyTooLongException tooLong) {
                return new AccountsException(AdminResponses.reason(tooLong.status()), tooLong.getMessage());
            }
            if (cause instanceof TimeoutException) {
                return new AccountsException(
                        Reason.TIMED_OUT, "no answer within " + timeout.toMillis() / 1000.0 + " s");
            }
            if (cause instanceof CircuitBreakerOpenException) {
                return new AccountsException(Reason.CIRCUIT_OPEN, "not called: it could not be reached a moment ago");
            }
            // A reset of our own has its reason as a cause.
            boolean explained = cause instanceof StreamResetException && cause.getCause() != null;
            if (!explained && (cause instanceof IOException || cause instanceof VertxException)) {
                return new AccountsException(Reason.UNREACHABLE, "no connection, or it broke");
            }
        }
        return null;
    }
}
