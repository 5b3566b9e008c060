package io.tenantdeletion.tenant.registry;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.TenantId;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.UUID;

/** The tenants this service knows. */
@ApplicationScoped
public class Tenants implements PanacheRepositoryBase<Tenant, UUID> {

    /**
     * The tenant of that id, read in the current session.
     *
     * @return fails with a 404 problem where there is none
     */
    public Uni<Tenant> require(TenantId id) {
        return known(findById(id.value()));
    }

    /** The tenant that a request with this digest has made, or null. */
    public Uni<Tenant> findByCreationKey(String key) {
        return find("creationKey", key).firstResult();
    }

    /** As {@link #require}, and nobody else decides anything about it until the transaction ends. */
    Uni<Tenant> lock(TenantId id) {
        return known(findById(id.value(), LockModeType.PESSIMISTIC_WRITE));
    }

    private static Uni<Tenant> known(Uni<Tenant> found) {
        return found.onItem()
                .ifNull()
                .failWith(() -> new ProblemException(ProblemType.NOT_FOUND, "There is no such tenant."));
    }
}
