package io.tenantdeletion.orchestrator.guard;

import static java.time.temporal.ChronoUnit.MILLIS;

import io.smallrye.faulttolerance.api.TypedGuard;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.util.TypeLiteral;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestResponse;

/**
 * The guard of one kind of calls to one place. From the inside out: timeout of a single call until the last byte of its
 * answer, bulkhead, circuit breaker, retry, and a fallback that turns whatever happened into an outcome. A call that is
 * given up, by the timeout or by whoever asked, is given up on the network as well.
 */
public final class CallGuard {

    private static final Logger LOG = Logger.getLogger(CallGuard.class);

    /** A call is repeated only within this time: whoever wants it can wait longer by itself. */
    private static final Duration RETRY_WITHIN = Duration.ofSeconds(10);

    private static final Duration PROBE = Duration.ofSeconds(5);

    private static final int UNAUTHORIZED = 401;

    private static final CallException ABANDONED =
            new CallException(FailureKind.OVERLOADED, "nobody waits for the answer any more");

    private final TypedGuard<Uni<Outcome<?>>> guard;
    private final Duration timeout;
    private final Failures failures;
    private final CallHistory history = new CallHistory();

    /** A guard of calls that take at most {@link GuardSettings#timeout}. */
    public CallGuard(String name, URI address, GuardSettings settings) {
        this(name, address, settings, settings.timeout(), true);
    }

    /**
     * A guard of calls that take at most {@link GuardSettings#previewTimeout}. It has no circuit breaker: the call that
     * probes whether a circuit may be closed keeps all others waiting until its end, and this one may last.
     */
    public static CallGuard ofPreviews(String name, URI address, GuardSettings settings) {
        return new CallGuard(name, address, settings, settings.previewTimeout(), false);
    }

    /** A guard of calls that only ask how somebody is: soon, and without a circuit breaker. */
    public static CallGuard ofProbes(String name, URI address, GuardSettings settings) {
        return new CallGuard(name, address, settings, PROBE, false);
    }

    private CallGuard(String name, URI address, GuardSettings settings, Duration timeout, boolean breaker) {
        this.timeout = timeout;
        this.failures = new Failures(address, timeout);
        TypedGuard.Builder<Uni<Outcome<?>>> builder = TypedGuard.create(new TypeLiteral<Uni<Outcome<?>>>() {})
                .withDescription(name)
                .withBulkhead()
                .limit(settings.concurrency())
                .queueSize(settings.queue())
                .done();
        if (breaker) {
            // Slow answers and errors may be one subject's, and are no reason to keep others waiting.
            builder.withCircuitBreaker()
                    .requestVolumeThreshold(settings.circuitWindow())
                    .failureRatio(settings.circuitFailureRatio())
                    .delay(settings.circuitDelay().toMillis(), MILLIS)
                    .when(ConnectFailure::isBehind)
                    .onStateChange(history::circuitIs)
                    .done();
        }
        this.guard = builder.withRetry()
                .maxRetries(settings.maxRetries())
                .maxDuration(RETRY_WITHIN.toMillis(), MILLIS)
                .delay(settings.retryDelay().toMillis(), MILLIS)
                .jitter(settings.jitter().toMillis(), MILLIS)
                .withExponentialBackoff()
                .maxDelay(settings.maxRetryDelay().toMillis(), MILLIS)
                .done()
                .whenException(failures::isWorthRetrying)
                .done()
                .withFallback()
                .handler((Throwable thrown) -> Uni.createFrom().item(explained(name, thrown)))
                .done()
                .build();
    }

    /**
     * Asks, as often as the guard allows. Never fails.
     *
     * @param request sends one request
     * @param meaning what an answer is worth; may throw a {@link CallException}
     */
    public <T> Uni<Outcome<T>> call(
            Supplier<Uni<RestResponse<String>>> request, Function<RestResponse<String>, T> meaning) {
        return call(() -> request.get()
                // The client has marked the token as bad: the second request carries a new one.
                .chain(answer -> answer.getStatus() == UNAUTHORIZED
                        ? request.get()
                        : Uni.createFrom().item(answer))
                .map(meaning));
    }

    /** Calls, as often as the guard allows. Never fails. */
    public <T> Uni<Outcome<T>> call(Supplier<Uni<T>> call) {
        return Uni.createFrom().deferred(() -> {
            AtomicInteger tries = new AtomicInteger();
            AtomicInteger withoutEffect = new AtomicInteger();
            CompletableFuture<T> abandoned = new CompletableFuture<>();
            return guard.get(() -> {
                        tries.incrementAndGet();
                        return bounded(call, abandoned)
                                .onFailure(thrown -> !failures.mayHaveBeenCarriedOut(thrown))
                                .invoke(withoutEffect::incrementAndGet)
                                .map(Outcome::answered);
                    })
                    .invoke(outcome -> history.note(outcome.failure()))
                    .map(outcome -> this.<T>typed(outcome).after(tries.get(), lost(outcome, tries, withoutEffect)))
                    // The guard would go on without anybody to hear of it.
                    .onCancellation()
                    .invoke(() -> abandoned.completeExceptionally(ABANDONED));
        });
    }

    /** How its calls have gone lately. */
    public CallHistory history() {
        return history;
    }

    private <T> Uni<T> bounded(Supplier<Uni<T>> call, CompletableFuture<T> abandoned) {
        return abandoned.isDone()
                ? Uni.createFrom().failure(ABANDONED)
                : Uni.join()
                        .first(
                                Uni.createFrom().completionStage(abandoned::copy),
                                Uni.createFrom()
                                        .deferred(call::get)
                                        .ifNoItem()
                                        .after(timeout)
                                        .fail())
                        .toTerminate();
    }

    /** A call that was given up ends in neither way, or too late to be heard. */
    private static boolean lost(Outcome<?> outcome, AtomicInteger tries, AtomicInteger withoutEffect) {
        int heard = outcome.failure() == null ? 1 : 0;
        return tries.get() > withoutEffect.get() + heard;
    }

    private Outcome<?> explained(String name, Throwable thrown) {
        Failure failure = failures.of(thrown);
        if (failure.kind() == FailureKind.INTERNAL) {
            LOG.errorf(thrown, "A call failed in an unexpected way: %s", name);
        }
        return Outcome.failed(failure);
    }

    @SuppressWarnings("unchecked")
    private <T> Outcome<T> typed(Outcome<?> outcome) {
        return (Outcome<T>) outcome;
    }
}
