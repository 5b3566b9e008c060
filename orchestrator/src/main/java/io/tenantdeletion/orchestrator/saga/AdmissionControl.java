package io.tenantdeletion.orchestrator.saga;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Which jobs may begin. While many deletions are asked for at once, who asks is answered before the jobs begin: an
 * answer takes a moment, a job of a moment ago can wait that long. Jobs begin after {@link #PATIENCE} all the same,
 * however many go on asking.
 */
@ApplicationScoped
class AdmissionControl {

    /** So few at once are answered as fast beside jobs that begin. */
    private static final int FEW = 4;

    static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Clock clock;
    private final AtomicInteger answering = new AtomicInteger();
    private volatile Instant manySince = Instant.EPOCH;
    private volatile Runnable whenAdmitted = () -> {};

    AdmissionControl(Clock clock) {
        this.clock = clock;
    }

    /** Answers a request for a deletion. */
    <T> Uni<T> answer(Supplier<Uni<T>> request) {
        return Uni.createFrom().deferred(() -> {
            if (answering.incrementAndGet() == FEW + 1) {
                manySince = clock.instant();
            }
            return Uni.createFrom().deferred(request::get).onTermination().invoke(this::answered);
        });
    }

    /** Whether jobs may begin now. */
    boolean admitsJobs() {
        return answering.get() <= FEW || !clock.instant().isBefore(manySince.plus(PATIENCE));
    }

    /** What is to be called when jobs may begin that had to wait. */
    void whenAdmitted(Runnable listener) {
        whenAdmitted = listener;
    }

    private void answered() {
        if (answering.decrementAndGet() == FEW) {
            whenAdmitted.run();
        }
    }
}
