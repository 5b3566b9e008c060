package io.tenantdeletion.tenant.lifecycle;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.commons.contract.TenantId;
import io.tenantdeletion.commons.security.TenantAdmins;
import io.tenantdeletion.tenant.audit.AuditTrail;
import io.tenantdeletion.tenant.registry.Tenant;
import io.tenantdeletion.tenant.registry.TenantChanges;
import io.tenantdeletion.tenant.requester.Requester;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/**
 * Makes tenants inactive for the job that will delete them, and active again when it will not. This is where the rule
 * that nobody deletes a tenant that others administer holds for good: it is checked with the tenant's row locked, and
 * from then on people change nothing.
 */
@ApplicationScoped
class Holds {

    private final TenantChanges changes;
    private final TenantAdmins admins;
    private final AuditTrail audit;

    Holds(TenantChanges changes, TenantAdmins admins, AuditTrail audit) {
        this.changes = changes;
        this.admins = admins;
        this.audit = audit;
    }

    /**
     * Holds a tenant for a job; changes nothing where that job holds it already.
     *
     * @return fails with 404 for an unknown tenant, and with the problems of {@link DeletionRules#checkSoleAdmin} where
     *     that is asked for
     */
    Uni<Tenant> hold(TenantId id, HoldRequest request, Requester by) {
        return changes.alone(
                id,
                tenant -> tenant.isHeldBy(request.jobId())
                        ? Uni.createFrom().item(tenant)
                        : check(id, request).flatMap(passed -> carryOut(tenant, request, by)));
    }

    private Uni<Void> check(TenantId id, HoldRequest request) {
        if (!request.soleAdmin()) {
            return Uni.createFrom().voidItem();
        }
        return admins.of(id)
                .invoke(list -> DeletionRules.checkSoleAdmin(request.initiatedBy(), list))
                .replaceWithVoid();
    }

    private Uni<Tenant> carryOut(Tenant tenant, HoldRequest request, Requester by) {
        tenant.hold(
                request.jobId(),
                request.dueAt() == null ? null : request.dueAt().truncatedTo(ChronoUnit.MICROS));
        Map<String, ?> detail = request.dueAt() == null
                ? Map.of()
                : Map.of("due_at", request.dueAt().toString());
        return audit.done(by, "tenant.held", tenant.id, request.jobId(), detail).replaceWith(tenant);
    }

    /**
     * Undoes a job's hold, to the letter; changes nothing where that job does not hold the tenant.
     *
     * @return the tenant as it is now; fails with 404 for an unknown one
     */
    Uni<Tenant> release(TenantId id, JobId job, Requester by) {
        return changes.alone(id, tenant -> {
            if (!tenant.isHeldBy(job)) {
                return Uni.createFrom().item(tenant);
            }
            tenant.release();
            return audit.done(by, "tenant.released", tenant.id, job, Map.of()).replaceWith(tenant);
        });
    }
}
