package io.tenantdeletion.orchestrator.userdeletion;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.TenantOwnership;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.problem.ProblemType;
import io.tenantdeletion.orchestrator.job.AuditContext;
import io.tenantdeletion.orchestrator.job.DeletionJob;
import io.tenantdeletion.orchestrator.job.JobDecisions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * The tenants that go with a user whose deletion is kept back: each has a job of its own from the beginning, which is
 * part of the user's, suspends the tenant, and begins when the user's job has it begin.
 */
@ApplicationScoped
class WaitingTenants {

    private static final int PAGE = 200;

    private final OwnedTenants tenants;
    private final TenantJobs jobs;
    private final JobDecisions decisions;
    private final Clock clock;

    WaitingTenants(OwnedTenants tenants, TenantJobs jobs, JobDecisions decisions, Clock clock) {
        this.tenants = tenants;
        this.jobs = jobs;
        this.decisions = decisions;
        this.clock = clock;
    }

    /** Makes the jobs; fails with a 503 problem where it cannot be told which, and can then be repeated. */
    Uni<Void> prepare(DeletionJob job) {
        if (!job.start().dueAt().isAfter(clock.instant())) {
            return Uni.createFrom().voidItem();
        }
        List<TenantOwnership> going = new ArrayList<>();
        return tenants.walk(
                        job.user(),
                        PAGE,
                        page -> page.stream()
                                .filter(tenant -> tenant.newOwnerId() == null)
                                .forEach(going::add))
                .invoke(failure -> failure.ifPresent(why -> {
                    throw new ProblemException(
                            ProblemType.UNAVAILABLE, "It cannot be told now which tenants go along (" + why + ").");
                }))
                .chain(() -> Multi.createFrom()
                        .iterable(going)
                        .onItem()
                        .transformToUniAndConcatenate(tenant -> jobs.prepare(job, tenant))
                        .collect()
                        .last())
                .replaceWithVoid();
    }

    /** Ends the jobs that have not begun; their tenants are told by those jobs' own upkeep. */
    Uni<Void> withdraw(DeletionJob job) {
        return decisions.cancelPartsOf(job.id(), AuditContext.ofTheOrchestrator("job " + job.id() + " will not run"));
    }
}
