package io.tenantdeletion.commons.prepare;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;

/** Transactions for statements whose cost must follow the rows of one tenant, or one user. */
@ApplicationScoped
public class SubjectSession {

    // The cost of a statement must follow the rows of the subject it is run for, whatever the statistics say or miss,
    // so
    // tables are joined from the subject's rows outwards, by index: reading everybody's rows into a hash or along a
    // merge can be cheaper today and is not when the others have grown.
    //
    // Every statement is planned for its subject, because the pool keeps none prepared. Not by plan_cache_mode =
    // force_custom_plan: that holds for the probes of the foreign keys' triggers too, which would be planned anew for
    // every deleted row and take as long as everything else together.
    private static final String FOLLOW_THE_SUBJECT = """
            select set_config('enable_seqscan', 'off', true), set_config('enable_hashjoin', 'off', true),
                   set_config('enable_mergejoin', 'off', true),
                   set_config('max_parallel_workers_per_gather', '0', true)""";

    private final Mutiny.SessionFactory sessions;

    SubjectSession(Mutiny.SessionFactory sessions) {
        this.sessions = sessions;
    }

    /** Runs the work in one transaction on one session; a failure undoes it. */
    public <T> Uni<T> forSubject(Function<Mutiny.Session, Uni<T>> work) {
        return sessions.withTransaction(session ->
                session.createNativeQuery(FOLLOW_THE_SUBJECT).getSingleResult().flatMap(set -> work.apply(session)));
    }
}
