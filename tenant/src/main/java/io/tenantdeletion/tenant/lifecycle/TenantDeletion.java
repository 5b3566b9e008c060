package io.tenantdeletion.tenant.lifecycle;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.commons.contract.TenantId;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.problem.ProblemType;
import io.tenantdeletion.commons.security.TenantAdmins;
import io.tenantdeletion.tenant.jobs.DeletionJob;
import io.tenantdeletion.tenant.jobs.DeletionJobRequest;
import io.tenantdeletion.tenant.jobs.DeletionJobs;
import io.tenantdeletion.tenant.registry.Tenant;
import io.tenantdeletion.tenant.registry.Tenants;
import io.tenantdeletion.tenant.requester.Requester;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/**
 * From the request to delete a tenant to the job that does it. Deletes nothing itself, and suspends nothing: what is
 * checked here is for a clear answer, what counts is checked again by the suspension that the job begins with.
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
     * answer. Services and platform admins may force the deletion of an id that this service does not know.
     *
     * @return fails with the problems of {@link DeletionRules#check} and {@link DeletionJobs#start}, 404 for an unknown
     *     tenant
     */
    Uni<DeletionJob> request(TenantId id, Requester requester, DeletionParameters parameters) {
        // The session ends before the orchestrator is asked: no database connection waits with the caller.
        return Panache.withSession(() -> permitted(id, requester, parameters.confirmation()))
                .map(Optional::of)
                .onFailure(failure -> isUnknown(failure) && parameters.isForced() && requester.isTrusted())
                .recoverWithItem(Optional.empty())
                .flatMap(known -> known.map(tenant -> jobOf(tenant, requester, parameters))
                        .orElseGet(() -> start(forced(id, requester, parameters), requester, parameters)))
                .invoke(job -> log(id, job));
    }

    private static boolean isUnknown(Throwable failure) {
        return failure instanceof ProblemException problem && problem.type() == ProblemType.NOT_FOUND;
    }

    private Uni<Tenant> permitted(TenantId id, Requester requester, String confirmation) {
        return tenants.require(id)
                .flatMap(tenant -> admins.of(id)
                        .invoke(list -> DeletionRules.check(requester, list, tenant.name, confirmation))
                        .replaceWith(tenant));
    }

    /** What another retention than that of the open job means, the orchestrator says. */
    private Uni<DeletionJob> jobOf(Tenant tenant, Requester requester, DeletionParameters parameters) {
        DeletionJobRequest request = asRequest(tenant, requester, parameters);
        if (!tenant.isSuspended() || parameters.retention() != null) {
            return start(request, requester, parameters);
        }
        return jobs.find(new JobId(tenant.deletionJobId), requester)
                .flatMap(job -> job.isOpen() ? Uni.createFrom().item(job) : start(request, requester, parameters));
    }

    private Uni<DeletionJob> start(DeletionJobRequest request, Requester requester, DeletionParameters parameters) {
        return jobs.start(request, requester, parameters.idempotencyKey(), parameters.maxWait());
    }

    private static DeletionJobRequest asRequest(Tenant tenant, Requester requester, DeletionParameters parameters) {
        return new DeletionJobRequest(
                new TenantId(tenant.id),
                // The orchestrator takes no longer one, and asks for it itself.
                tenant.name.length() > LONGEST_NAME ? null : tenant.name,
                requester.user().orElse(null),
                "Requested by " + describe(requester),
                as(requester),
                text(parameters.retention()),
                parameters.previewToken(),
                null);
    }

    private static DeletionJobRequest forced(TenantId id, Requester requester, DeletionParameters parameters) {
        return new DeletionJobRequest(
                id,
                null,
                requester.user().orElse(null),
                parameters.forceReason(),
                as(requester),
                text(parameters.retention()),
                parameters.previewToken(),
                true);
    }

    private static String text(Duration retention) {
        return retention == null ? null : retention.toString();
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
