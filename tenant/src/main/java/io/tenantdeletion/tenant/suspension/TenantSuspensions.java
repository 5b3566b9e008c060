package io.tenantdeletion.tenant.suspension;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.commons.contract.SuspensionRequest;
import io.tenantdeletion.commons.contract.TenantId;
import io.tenantdeletion.commons.security.TenantAdmins;
import io.tenantdeletion.tenant.audit.AuditTrail;
import io.tenantdeletion.tenant.registry.Tenant;
import io.tenantdeletion.tenant.registry.TenantChanges;
import io.tenantdeletion.tenant.requester.Requester;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Makes tenants inactive for the job that will delete them, and active again when it will not. This is where the rule
 * that nobody deletes a tenant that others administer holds for good: it is checked with the tenant's row locked, and
 * from then on people change nothing. Requests are ordered by their tokens, not by their arrival.
 */
@ApplicationScoped
public class TenantSuspensions {

    private final TenantChanges changes;
    private final TenantAdmins admins;
    private final AuditTrail audit;

    TenantSuspensions(TenantChanges changes, TenantAdmins admins, AuditTrail audit) {
        this.changes = changes;
        this.admins = admins;
        this.audit = audit;
    }

    /**
     * Suspends a tenant for a job; changes nothing where this very request has done so already.
     *
     * @return fails with 404 for an unknown tenant, with the problems of {@link SuspensionRules#changes}, and with
     *     those of {@link SuspensionRules#checkSoleAdmin} where that is asked for and nothing was purged yet
     */
    Uni<Tenant> suspend(TenantId id, SuspensionRequest request, Requester by) {
        return changes.withLock(
                id,
                tenant -> SuspensionRules.changes(tenant, request)
                        ? check(tenant, id, request).flatMap(passed -> carryOut(tenant, request, by))
                        : Uni.createFrom().item(tenant));
    }

    private Uni<Void> check(Tenant tenant, TenantId id, SuspensionRequest request) {
        if (!request.soleAdmin() || tenant.purging) {
            return Uni.createFrom().voidItem();
        }
        return admins.of(id)
                .invoke(list -> SuspensionRules.checkSoleAdmin(request.initiatedBy(), request.leaving(), list))
                .replaceWithVoid();
    }

    private Uni<Tenant> carryOut(Tenant tenant, SuspensionRequest request, Requester by) {
        tenant.suspend(
                request.jobId(),
                request.token(),
                request.dueAt() == null ? null : request.dueAt().truncatedTo(ChronoUnit.MICROS),
                request.purging());
        return audit.done(by, "tenant.suspended", tenant.id, request.jobId(), detail(request))
                .replaceWith(tenant);
    }

    private static Map<String, Object> detail(SuspensionRequest request) {
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("token", request.token());
        detail.put("purging", request.purging());
        if (request.dueAt() != null) {
            detail.put("due_at", request.dueAt().toString());
        }
        return detail;
    }

    /**
     * Ends whatever suspension is older than the token, to the letter, and remembers the token, so that no older
     * request suspends the tenant later. Changes nothing where a later request has decided already.
     *
     * @param undone whether everything that the job has deleted is back, so that it has begun for nothing
     * @return the tenant as it is now; fails with 404 for an unknown one, 409 {@code deletion-begun}
     */
    Uni<Tenant> unsuspend(TenantId id, JobId job, long token, boolean undone, Requester by) {
        return changes.withLock(id, tenant -> {
            if (token < tenant.suspensionToken) {
                return Uni.createFrom().item(tenant);
            }
            if (!undone) {
                SuspensionRules.requireNotBegun(tenant);
            }
            tenant.suspensionToken = token;
            return tenant.isSuspended()
                    ? end(tenant, job, by)
                    : Uni.createFrom().item(tenant);
        });
    }

    /**
     * Ends the suspension for a job that the orchestrator says it has cancelled. The orchestrator ends it, too, with a
     * token of its own, whichever comes first; this is for whoever waits for an answer.
     *
     * @return the tenant as it is now; fails as {@link #unsuspend}
     */
    public Uni<Tenant> endFor(TenantId id, JobId cancelled, Requester by) {
        return changes.withLock(id, tenant -> {
            SuspensionRules.requireNotBegun(tenant);
            return tenant.isSuspendedFor(cancelled)
                    ? end(tenant, cancelled, by)
                    : Uni.createFrom().item(tenant);
        });
    }

    private Uni<Tenant> end(Tenant tenant, JobId job, Requester by) {
        tenant.unsuspend();
        return audit.done(by, "tenant.unsuspended", tenant.id, job, Map.of("token", tenant.suspensionToken))
                .replaceWith(tenant);
    }
}
