package io.tenantdeletion.tenant.registry;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.TenantId;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Map;
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

    private static final ProblemType USER_ERASED =
            new ProblemType("user-erased", 409, "The user's account was deleted");

    /**
     * Whoever comes behind others waits twice as long at most, still shorter than callers do: one that they have given
     * up must not go on to wait here. For the transaction only, as poolers need it.
     */
    private static final String LIMIT_WAITS = "select set_config('lock_timeout', '3s', true)";

    private static final String DEADLOCK = "40P01";
    private static final String ERASED = "UE001"; // raised by a trigger, which sees also who was erased meanwhile
    private static final String NOT_UNIQUE = "23505";
    private static final String CHECK_VIOLATION = "23514"; // what the fence of a tenant that is being deleted raises
    private static final String LOCK_NOT_AVAILABLE = "55P03";
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
    public <T> Uni<T> withLock(TenantId tenant, Function<Tenant, Uni<T>> work) {
        return inTransaction(() -> tenants.lock(tenant).flatMap(work::apply));
    }

    /**
     * Runs the work in one transaction; again where a purge was in its way.
     *
     * @return fails with 409 {@code user-erased} where somebody was to become a member or an owner whose account was
     *     deleted, with 503 where somebody else's transaction would have to be waited for too long
     */
    public <T> Uni<T> inTransaction(Supplier<Uni<T>> work) {
        return Uni.createFrom()
                .deferred(() -> Panache.withTransaction(() -> limitWaits().chain(work::get)))
                .onFailure(TenantChanges::metAPurge)
                .retry()
                .atMost(TRIES_AGAINST_A_PURGE)
                .onFailure(failure -> hasState(failure, ERASED))
                .transform(failure -> userErased())
                .onFailure(failure -> hasState(failure, LOCK_NOT_AVAILABLE))
                .transform(failure -> locked());
    }

    private static Uni<String> limitWaits() {
        return Panache.getSession()
                .flatMap(session ->
                        session.createNativeQuery(LIMIT_WAITS, String.class).getSingleResult());
    }

    private static ProblemException locked() {
        return new ProblemException(
                ProblemType.UNAVAILABLE,
                "A tenant, a member or a user that this call needs is locked by another transaction. Nothing was changed;"
                        + " try again.",
                Map.of(),
                Map.of(HttpHeaders.RETRY_AFTER, "5"));
    }

    /** Why a user whose account was deleted is refused. */
    public static ProblemException userErased() {
        return new ProblemException(USER_ERASED, "Nobody of that id becomes a member or an owner again.");
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

    /** Whether somebody else has written what was to be written, at the same time. */
    public static boolean isThereAlready(Throwable failure) {
        return hasState(failure, NOT_UNIQUE);
    }

    /** Whether the fence of a tenant that is being deleted has kept a row out. */
    public static boolean isFenced(Throwable failure) {
        return hasState(failure, CHECK_VIOLATION);
    }

    /**
     * A purge locks members before their tenant, everybody else the tenant first: the database chooses a victim, or a
     * member is gone before it is changed.
     */
    private static boolean metAPurge(Throwable failure) {
        return causes(failure).anyMatch(GoneMeanwhile.class::isInstance) || hasState(failure, DEADLOCK);
    }

    private static boolean hasState(Throwable failure, String state) {
        return causes(failure)
                .anyMatch(cause -> cause instanceof JDBCException database && state.equals(database.getSQLState()));
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause);
    }
}
