package io.tenantdeletion.commons.prepare;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;

/** Transactions for statements whose cost must follow one tenant's rows. */
@ApplicationScoped
public class TenantSession {

    // A prepared statement's generic plan assumes an average tenant: with few tenants that is a share of the table
    // worth
    // reading whole, also for a tenant of ten rows. So every statement is planned for the tenant it is run for.
    private static final String PLAN_FOR_THIS_TENANT =
            "select set_config('plan_cache_mode', 'force_custom_plan', true)";

    private final Mutiny.SessionFactory sessions;

    TenantSession(Mutiny.SessionFactory sessions) {
        this.sessions = sessions;
    }

    /** Runs the work in one transaction on one session; a failure undoes it. */
    public <T> Uni<T> forTenant(Function<Mutiny.Session, Uni<T>> work) {
        return sessions.withTransaction(session -> session.createNativeQuery(PLAN_FOR_THIS_TENANT)
                .getSingleResult()
                .flatMap(set -> work.apply(session)));
    }
}
