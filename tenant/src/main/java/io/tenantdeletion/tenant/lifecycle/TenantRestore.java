package io.tenantdeletion.tenant.lifecycle;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.commons.contract.TenantId;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.problem.ProblemType;
import io.tenantdeletion.tenant.jobs.DeletionJobs;
import io.tenantdeletion.tenant.membership.MemberRules;
import io.tenantdeletion.tenant.membership.Memberships;
import io.tenantdeletion.tenant.registry.Tenant;
import io.tenantdeletion.tenant.registry.Tenants;
import io.tenantdeletion.tenant.requester.Requester;
import io.tenantdeletion.tenant.suspension.SuspensionRules;
import io.tenantdeletion.tenant.suspension.TenantSuspensions;
import jakarta.enterprise.context.ApplicationScoped;

/** Takes a deletion back while it is pending. Whether it still is, the orchestrator decides. */
@ApplicationScoped
class TenantRestore {

    static final ProblemType NOT_PENDING =
            new ProblemType("not-pending-deletion", 409, "No deletion of the tenant is pending");

    private final Tenants tenants;
    private final Memberships memberships;
    private final DeletionJobs jobs;
    private final TenantSuspensions suspensions;

    TenantRestore(Tenants tenants, Memberships memberships, DeletionJobs jobs, TenantSuspensions suspensions) {
        this.tenants = tenants;
        this.memberships = memberships;
        this.jobs = jobs;
        this.suspensions = suspensions;
    }

    /**
     * Cancels the job that the tenant is suspended for.
     *
     * @return the tenant as it was before; fails with 404, 403, 409 {@code not-pending-deletion}, 409
     *     {@code deletion-begun}, or with the problems of {@link DeletionJobs#cancel}
     */
    Uni<Tenant> restore(TenantId id, Requester requester) {
        // Neither a transaction nor a connection waits for the orchestrator, which itself ends the suspension.
        return Panache.withSession(() -> pendingJob(id, requester))
                .call(job -> jobs.cancel(job, "The tenant was restored", requester))
                .flatMap(job -> suspensions.endFor(id, job, requester));
    }

    private Uni<JobId> pendingJob(TenantId id, Requester requester) {
        return tenants.require(id)
                .flatMap(tenant -> memberships
                        .administering(id)
                        .invoke(admins -> MemberRules.requireOwner(requester, admins))
                        .map(admins -> jobOf(tenant)));
    }

    private static JobId jobOf(Tenant tenant) {
        SuspensionRules.requireNotBegun(tenant);
        if (!tenant.isSuspended()) {
            throw new ProblemException(NOT_PENDING, "There is nothing to restore the tenant from.");
        }
        return new JobId(tenant.deletionJobId);
    }
}
