package io.tenantdeletion.orchestrator.participant;

import static java.time.temporal.ChronoUnit.MILLIS;

import io.smallrye.faulttolerance.api.TypedGuard;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.util.TypeLiteral;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * The guard of one participant's calls of one kind. From the inside out: bulkhead, timeout of a single call, circuit
 * breaker, retry, and a fallback that turns whatever happened into an outcome.
 */
final class Guarded {

    private static final Logger LOG = Logger.getLogger(Guarded.class);

    private final TypedGuard<Uni<Outcome<?>>> guard;

    private final GuardSettings settings;

    Guarded(String name, GuardSettings settings) {
        this.settings = settings;
        this.guard = TypedGuard.create(new TypeLiteral<Uni<Outcome<?>>>() {})
                .withDescription(name)
                .withBulkhead()
                .limit(settings.concurrency())
                .queueSize(settings.queue())
                .done()
                .withTimeout()
                .duration(settings.timeout().toMillis(), MILLIS)
                .done()
                .withCircuitBreaker()
                .requestVolumeThreshold(settings.circuitWindow())
                .failureRatio(settings.circuitFailureRatio())
                .delay(settings.circuitDelay().toMillis(), MILLIS)
                .when(thrown -> Failures.isWorthRetrying(thrown, settings))
                .done()
                .withRetry()
                .maxRetries(settings.maxRetries())
                .maxDuration(0, MILLIS)
                .delay(settings.retryDelay().toMillis(), MILLIS)
                .jitter(settings.jitter().toMillis(), MILLIS)
                .withExponentialBackoff()
                .maxDelay(settings.maxRetryDelay().toMillis(), MILLIS)
                .done()
                .whenException(thrown -> Failures.isWorthRetrying(thrown, settings))
                .done()
                .withFallback()
                .handler((Throwable thrown) -> Uni.createFrom().item(explained(name, thrown, settings)))
                .done()
                .build();
    }

    /** Calls, as often as the guard allows. Never fails. */
    <T> Uni<Outcome<T>> call(Supplier<Uni<T>> call) {
        return Uni.createFrom().deferred(() -> {
            AtomicInteger tries = new AtomicInteger();
            AtomicInteger withoutEffect = new AtomicInteger();
            return guard.get(() -> {
                        tries.incrementAndGet();
                        return Uni.createFrom()
                                .deferred(call::get)
                                .onFailure(thrown -> !Failures.mayHaveBeenCarriedOut(thrown, settings))
                                .invoke(withoutEffect::incrementAndGet)
                                .map(Outcome::answered);
                    })
                    .map(outcome -> this.<T>typed(outcome).after(tries.get(), lost(outcome, tries, withoutEffect)));
        });
    }

    /** A call that was given up ends in neither way, or too late to be heard. */
    private static boolean lost(Outcome<?> outcome, AtomicInteger tries, AtomicInteger withoutEffect) {
        int heard = outcome.failure() == null ? 1 : 0;
        return tries.get() > withoutEffect.get() + heard;
    }

    private static Outcome<?> explained(String name, Throwable thrown, GuardSettings settings) {
        Failure failure = Failures.of(thrown, settings);
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
