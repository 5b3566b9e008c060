package io.tenantdeletion.commons.prepare;

import io.quarkus.hibernate.orm.PersistenceUnit;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.problem.ProblemType;
import io.tenantdeletion.commons.service.DeletionConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;

/** Transactions for statements whose cost must follow the rows of one tenant, or one user. */
@ApplicationScoped
public class SubjectSession {

    // The cost of a statement must follow the rows of the subject it is run for, whatever the statistics say or miss,
    // so tables are joined from the subject's rows outwards, by index: reading everybody's rows into a hash or along a
    // merge can be cheaper today and is not when the others have grown. A bitmap that outgrows work_mem is of pages,
    // and every row in them, whoever's, is compared with all keys of a list.
    //
    // Every statement is planned for its subject, because the pool keeps none prepared. Not by plan_cache_mode =
    // force_custom_plan: that holds for the probes of the foreign keys' triggers too, which would be planned anew for
    // every deleted row and take as long as everything else together.
    //
    // Without row security a statement that a policy would narrow fails instead of overlooking rows.
    //
    // Each statement has to see what was committed before it: a child that a writer commits while its parent is being
    // locked would else be seen by none of the rest.
    private static final String SETTINGS = """
            select %s, set_config('enable_seqscan', 'off', true), set_config('enable_hashjoin', 'off', true),
                   set_config('enable_mergejoin', 'off', true),
                   set_config('enable_bitmapscan', 'off', true),
                   set_config('max_parallel_workers_per_gather', '0', true),
                   set_config('row_security', 'off', true), %s, current_setting('transaction_isolation')""";

    private static final String NEEDED = "read committed";

    private static final ProblemType ISOLATION_LEVEL = new ProblemType(
            "isolation-level", 409, "Transactions of the purge role do not begin as READ COMMITTED; nothing was done");

    private static final Duration AS_LONG_AS_IT_TAKES = Duration.ofDays(1);

    private static final Backend ABANDONED = new Backend(0, "");

    /** What a statement may take while others are at work, so that a small subject does not wait for large ones. */
    private static final Duration SHORT = Duration.ofMillis(25);

    private final Mutiny.SessionFactory sessions;
    private final Backends backends;
    private final Turns turns;

    SubjectSession(@PersistenceUnit("purge") Mutiny.SessionFactory sessions, Backends backends, DeletionConfig config) {
        this.sessions = sessions;
        this.backends = backends;
        this.turns =
                new Turns(config.maxConcurrent().orElse(Runtime.getRuntime().availableProcessors()), Clock.systemUTC());
    }

    /**
     * Does work that may take long. Where as much of it is under way as may be, and a statement is not done in a
     * moment, it is undone and begins anew when it is its turn.
     *
     * @param who the same whenever it comes back
     * @param atMost how long it waits for its turn
     * @param work one transaction, by {@link Turn#forSubject}, and what has to be known for it; begun twice at most
     * @return empty where its turn did not come in that time; then nothing was done
     */
    public <T> Uni<Optional<T>> inTurn(String who, Duration atMost, Function<Turn, Uni<T>> work) {
        return turns.run(
                who, atMost, () -> work.apply(new Turn(false)), () -> work.apply(new Turn(true)), Timeouts::isTimeout);
    }

    /** As {@link #inTurn}, for as long as whoever asks waits. */
    public <T> Uni<T> inTurn(String who, StatementTimeouts timeouts, Function<Mutiny.Session, Uni<T>> work) {
        return inTurn(who, AS_LONG_AS_IT_TAKES, turn -> turn.forSubject(timeouts, work))
                .map(Optional::orElseThrow);
    }

    /** Work that has its turn, or is tried before. */
    public final class Turn {

        private final boolean isTrial;

        private Turn(boolean isTrial) {
            this.isTrial = isTrial;
        }

        /** As {@link SubjectSession#forSubject}. */
        public <T> Uni<T> forSubject(StatementTimeouts timeouts, Function<Mutiny.Session, Uni<T>> work) {
            return SubjectSession.this.forSubject(isTrial ? timeouts.within(SHORT) : timeouts, work);
        }
    }

    /**
     * Runs the work in one transaction on one session; a failure undoes it, and so does whoever waits for it and goes
     * away, which ends the running statement on the server too.
     *
     * @return fails with a 503 problem where a statement was not done within its time-outs
     */
    public <T> Uni<T> forSubject(StatementTimeouts timeouts, Function<Mutiny.Session, Uni<T>> work) {
        return Uni.createFrom().deferred(() -> {
            AtomicReference<Backend> backend = new AtomicReference<>();
            Uni<T> transaction = sessions.withTransaction(session -> begin(session, timeouts)
                    .invoke(begun -> proceed(backend, begun))
                    .flatMap(begun -> watched(begun, timeouts, work.apply(session))));
            return finishing(transaction).onCancellation().call(() -> abandon(backend));
        });
    }

    /** A transaction that is not cut off in the middle of a statement but ends when that has failed. */
    private static <T> Uni<T> finishing(Uni<T> transaction) {
        return Uni.createFrom()
                .completionStage(() -> transaction.subscribeAsCompletionStage().thenApply(Function.identity()));
    }

    private static void proceed(AtomicReference<Backend> backend, Backend begun) {
        if (!backend.compareAndSet(null, begun)) {
            throw new CancellationException("Nobody waits for this call any more");
        }
    }

    private Uni<Void> abandon(AtomicReference<Backend> backend) {
        Backend begun = backend.getAndSet(ABANDONED);
        return begun == null ? Uni.createFrom().voidItem() : backends.cancel(begun);
    }

    private static Uni<Backend> begin(Mutiny.Session session, StatementTimeouts timeouts) {
        return session.createNativeQuery(SETTINGS.formatted(Backend.COLUMNS, timeouts.settings()), Object[].class)
                .getSingleResult()
                .invoke(begun -> requireReadCommitted((String) begun[begun.length - 1]))
                .map(Backend::of);
    }

    private static void requireReadCommitted(String isolation) {
        if (!isolation.equals(NEEDED)) {
            throw new ProblemException(
                    ISOLATION_LEVEL,
                    "They begin as " + isolation
                            + ", in which a row that is committed meanwhile is not seen. ALTER ROLE"
                            + " of the purge role SET default_transaction_isolation = 'read committed', and end its"
                            + " sessions.",
                    Map.of("transaction_isolation", isolation),
                    Map.of());
        }
    }

    private <T> Uni<T> watched(Backend backend, StatementTimeouts timeouts, Uni<T> work) {
        LockWatch watch = new LockWatch(backends, backend, timeouts.lock());
        return work.onTermination()
                .invoke(watch::stop)
                .onFailure()
                .transform(failure -> Timeouts.asProblem(failure, watch));
    }
}
