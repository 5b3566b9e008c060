package io.tenantdeletion.tenant.lifecycle;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.commons.contract.TenantId;
import io.tenantdeletion.commons.security.TenantAdmins;
import io.tenantdeletion.tenant.jobs.DeletionJob;
import io.tenantdeletion.tenant.jobs.DeletionJobRequest;
import io.tenantdeletion.tenant.jobs.DeletionJobs;
import io.tenantdeletion.tenant.registry.Tenant;
import io.tenantdeletion.tenant.registry.Tenants;
import io.tenantdeletion.tenant.requester.Requester;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/**
 * From the wish to delete a tenant to the job that does it. Deletes nothing itself, and holds nothing: what is checked
 * here is for a clear answer, what counts is checked again by the hold that the job begins with.
 */
@ApplicationScoped
class TenantDeletion {

    private static final Logger LOG = Logger.getLogger(TenantDeletion.class);
    private static final int LONGEST_NAME = 200;

    private final Tenants tenants;
    private final TenantAdmins admins;
    private final DeletionJobs jobs;

    TenantDeletion(Tenants tenants, TenantAdmins admins, DeletionJobs jobs) {
        this.tenants = tenants;
        this.admins = admins;
        this.jobs = jobs;
    }

    /**
     * Asks for the deletion of a tenant if the requester may have it; where a job is open already, that one is the
     * answer.
     *
     * @return fails with the problems of {@link DeletionRules#check} and {@link DeletionJobs#start}, 404 for an unknown
     *     tenant
     */
    Uni<DeletionJob> request(TenantId id, Requester requester, DeletionWish wish) {
        // The session ends before the orchestrator is asked: no database connection waits with the caller.
        return Panache.withSession(() -> permitted(id, requester, wish.confirmation()))
                .flatMap(tenant -> jobOf(tenant, requester, wish))
                .invoke(job -> log(id, job));
    }

    private Uni<Tenant> permitted(TenantId id, Requester requester, String confirmation) {
        return tenants.require(id)
                .flatMap(tenant -> admins.of(id)
                        .invoke(list -> DeletionRules.check(requester, list, tenant.name, confirmation))
                        .replaceWith(tenant));
    }

    private Uni<DeletionJob> jobOf(Tenant tenant, Requester requester, DeletionWish wish) {
        if (!tenant.isHeld()) {
            return start(tenant, requester, wish);
        }
        return jobs.find(new JobId(tenant.deletionJobId), requester)
                .flatMap(job -> job.isOpen() ? Uni.createFrom().item(job) : start(tenant, requester, wish));
    }

    private Uni<DeletionJob> start(Tenant tenant, Requester requester, DeletionWish wish) {
        return jobs.start(asRequest(tenant, requester, wish), requester, wish.idempotencyKey(), wish.patience());
    }

    private static DeletionJobRequest asRequest(Tenant tenant, Requester requester, DeletionWish wish) {
        return new DeletionJobRequest(
                new TenantId(tenant.id),
                // The orchestrator takes no longer one, and asks for it itself.
                tenant.name.length() > LONGEST_NAME ? null : tenant.name,
                requester.user().orElse(null),
                "Requested by " + describe(requester),
                as(requester),
                wish.retention() == null ? null : wish.retention().toString(),
                wish.previewToken());
    }

    private static DeletionJobRequest.As as(Requester requester) {
        return switch (requester.kind()) {
            case SERVICE -> DeletionJobRequest.As.SERVICE;
            case PLATFORM_ADMIN -> DeletionJobRequest.As.PLATFORM_ADMIN;
            case USER -> DeletionJobRequest.As.OWNER;
        };
    }

    private static String describe(Requester requester) {
        return switch (requester.kind()) {
            case SERVICE -> "a service";
            case PLATFORM_ADMIN -> "a platform admin";
            case USER -> "an owner or admin of the tenant";
        };
    }

    private static void log(TenantId tenant, DeletionJob job) {
        MDC.put("job_id", job.id().toString());
        LOG.infof("tenant.tenant_deletion.requested tenant_id=%s job_id=%s status=%s", tenant, job.id(), job.status());
    }
}
