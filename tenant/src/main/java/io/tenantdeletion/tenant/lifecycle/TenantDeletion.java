package io.tenantdeletion.tenant.lifecycle;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.TenantId;
import io.tenantdeletion.commons.security.TenantAdmins;
import io.tenantdeletion.tenant.jobs.DeletionJob;
import io.tenantdeletion.tenant.jobs.DeletionJobRequest;
import io.tenantdeletion.tenant.jobs.DeletionJobs;
import io.tenantdeletion.tenant.registry.Tenant;
import io.tenantdeletion.tenant.registry.Tenants;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/** From the wish to delete a tenant to the job that does it. Deletes nothing itself. */
@ApplicationScoped
class TenantDeletion {

    private static final Logger LOG = Logger.getLogger(TenantDeletion.class);

    private final Tenants tenants;
    private final TenantAdmins admins;
    private final DeletionJobs jobs;

    TenantDeletion(Tenants tenants, TenantAdmins admins, DeletionJobs jobs) {
        this.tenants = tenants;
        this.admins = admins;
        this.jobs = jobs;
    }

    /**
     * Asks for the deletion of a tenant if the requester may have it.
     *
     * @param confirmation the tenant's name as the requester sent it, or null
     * @param wait how long the requester prefers to wait for the outcome
     * @return fails with the problems of {@link DeletionRules#check} and {@link DeletionJobs#start}, 404 for an unknown
     *     tenant
     */
    Uni<DeletionJob> request(
            TenantId id, Requester requester, String confirmation, String idempotencyKey, Duration wait) {
        // The session ends before the orchestrator is asked: no database connection waits with the caller.
        return Panache.withSession(() -> permitted(id, requester, confirmation))
                .flatMap(tenant -> jobs.start(asRequest(tenant, requester), idempotencyKey, wait))
                .invoke(job -> log(id, job));
    }

    private static void log(TenantId tenant, DeletionJob job) {
        MDC.put("job_id", job.id().toString());
        LOG.infof("tenant.tenant_deletion.requested tenant_id=%s job_id=%s status=%s", tenant, job.id(), job.status());
    }

    private Uni<Tenant> permitted(TenantId id, Requester requester, String confirmation) {
        return tenants.require(id)
                .flatMap(tenant -> admins.of(id)
                        .invoke(list -> DeletionRules.check(requester, list, tenant.name, confirmation))
                        .replaceWith(tenant));
    }

    private static DeletionJobRequest asRequest(Tenant tenant, Requester requester) {
        return new DeletionJobRequest(
                new TenantId(tenant.id),
                tenant.name,
                requester.user().orElse(null),
                "Requested by " + requester.describe());
    }
}
