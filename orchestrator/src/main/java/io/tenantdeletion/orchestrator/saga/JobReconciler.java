package io.tenantdeletion.orchestrator.saga;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.orchestrator.job.DeletionJob;
import io.tenantdeletion.orchestrator.job.JobDecisions;
import io.tenantdeletion.orchestrator.job.SuspensionStore;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** What has to happen to waiting jobs although nobody asks for it any more, whichever replica does it. */
@ApplicationScoped
class JobReconciler {

    private static final Logger LOG = Logger.getLogger(JobReconciler.class);

    private final SuspensionStore suspensions;
    private final JobSuspension suspension;
    private final JobDecisions decisions;
    private final Fences fences;

    JobReconciler(SuspensionStore suspensions, JobSuspension suspension, JobDecisions decisions, Fences fences) {
        this.suspensions = suspensions;
        this.suspension = suspension;
        this.decisions = decisions;
        this.fences = fences;
    }

    /** Tells the tenant service what it could not be told before. */
    @Scheduled(every = "${deletion.jobs.pickup-every}", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> tellTenantService() {
        return suspensions
                .untold()
                .onItem()
                .transformToMulti(jobs -> Multi.createFrom().iterable(jobs))
                .onItem()
                .transformToUniAndConcatenate(this::tell)
                .collect()
                .last()
                .onFailure()
                .invoke(failure -> LOG.warnf("Waiting jobs could not be looked for: %s", failure.getMessage()))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    /** Ends jobs that nobody approved in time, and those that nobody would begin any more. */
    @Scheduled(every = "${deletion.jobs.pickup-every}", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> expireApprovals() {
        return decisions
                .expire()
                .chain(decisions::endOrphans)
                .onFailure()
                .invoke(failure -> LOG.warnf("Jobs that are to end could not be looked for: %s", failure.getMessage()))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    /** Lifts fences of jobs that have come to nothing. */
    @Scheduled(every = "${deletion.jobs.pickup-every}", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> liftFences() {
        return fences.liftAll();
    }

    private Uni<Void> tell(DeletionJob job) {
        return suspension
                .tell(job)
                .onFailure()
                .invoke(failure -> LOG.warnf(
                        "orchestrator.tenant_deletion.suspension_failed job_id=%s reason=\"%s\"",
                        job.id(), failure.getMessage()))
                .onFailure()
                .recoverWithNull();
    }
}
