package io.tenantdeletion.tenant.registry;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.hibernate.JDBCException;

/**
 * The one way in which anything about a tenant and its members is decided: in one transaction with the tenant's row
 * locked, so that what was checked still holds when it is written.
 */
@ApplicationScoped
public class TenantChanges {

    private static final String DEADLOCK = "40P01";
    private static final int TRIES_AGAINST_A_PURGE = 3;

    private final Tenants tenants;

    TenantChanges(Tenants tenants) {
        this.tenants = tenants;
    }

    /**
     * Runs the work while nobody else changes the tenant.
     *
     * @return fails with a 404 problem where there is no such tenant
     */
    public <T> Uni<T> alone(TenantId tenant, Function<Tenant, Uni<T>> work) {
        return inTransaction(() -> tenants.lock(tenant).flatMap(work::apply));
    }

    /** Runs the work in one transaction; again where a purge was in its way. */
    public <T> Uni<T> inTransaction(Supplier<Uni<T>> work) {
        return Uni.createFrom()
                .deferred(() -> Panache.withTransaction(work))
                .onFailure(TenantChanges::metAPurge)
                .retry()
                .atMost(TRIES_AGAINST_A_PURGE);
    }

    /**
     * Has the transaction tried again where a row that was there is not any more.
     *
     * @param rows how many rows a statement changed that was to change one
     */
    public static void requireOne(int rows) {
        if (rows != 1) {
            throw new GoneMeanwhile();
        }
    }

    private static final class GoneMeanwhile extends RuntimeException {

        private static final long serialVersionUID = 1L;

        GoneMeanwhile() {
            super("A row was gone before it was changed");
        }
    }

    /**
     * A purge locks members before their tenant, everybody else the tenant first: the database chooses a victim, or a
     * member is gone before it is changed.
     */
    private static boolean metAPurge(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .anyMatch(cause -> cause instanceof GoneMeanwhile
                        || cause instanceof JDBCException database && DEADLOCK.equals(database.getSQLState()));
    }
}
