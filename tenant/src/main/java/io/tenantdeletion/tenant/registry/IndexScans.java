package io.tenantdeletion.tenant.registry;

import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;

/** For statements about one user's many tenants, whose cost must follow that user's rows. */
public final class IndexScans {

    // Reading everybody's rows into a hash can be cheaper today, and is not when the others have grown.
    private static final String FOLLOW_THE_ROWS = """
            select set_config('enable_seqscan', 'off', true), set_config('enable_hashjoin', 'off', true),
                   set_config('enable_mergejoin', 'off', true)""";

    private IndexScans() {}

    /** From here to its end the session's transaction goes from row to row by index. */
    public static Uni<Mutiny.Session> only(Mutiny.Session session) {
        return session.createNativeQuery(FOLLOW_THE_ROWS).getSingleResult().replaceWith(session);
    }
}
