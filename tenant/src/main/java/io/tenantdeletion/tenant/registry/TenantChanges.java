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
    private static final int TRIES_AFTER_DEADLOCK = 3;

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

    /** Runs the work in one transaction; once more where the database had to choose a victim and chose it. */
    public <T> Uni<T> inTransaction(Supplier<Uni<T>> work) {
        return Uni.createFrom()
                .deferred(() -> Panache.withTransaction(work))
                .onFailure(TenantChanges::isDeadlock)
                .retry()
                .atMost(TRIES_AFTER_DEADLOCK);
    }

    /** A purge locks members before their tenant, everybody else the tenant first. */
    private static boolean isDeadlock(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .anyMatch(cause -> cause instanceof JDBCException database && DEADLOCK.equals(database.getSQLState()));
    }
}
