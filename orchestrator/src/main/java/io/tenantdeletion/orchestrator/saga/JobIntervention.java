package io.tenantdeletion.orchestrator.saga;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.problem.ProblemType;
import io.tenantdeletion.orchestrator.job.AuditContext;
import io.tenantdeletion.orchestrator.job.DeletionJob;
import io.tenantdeletion.orchestrator.job.JobDecisions;
import io.tenantdeletion.orchestrator.job.JobStore;
import io.tenantdeletion.orchestrator.job.UserSteps;
import io.tenantdeletion.orchestrator.participant.ParticipantRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** What a platform admin does about a job that does not come to an end by itself. */
@ApplicationScoped
public class JobIntervention {

    private final JobStore store;
    private final JobDecisions decisions;
    private final JobRunner runner;
    private final JobRetry retry;
    private final ParticipantRegistry participants;
    private final Fences fences;

    JobIntervention(
            JobStore store,
            JobDecisions decisions,
            JobRunner runner,
            JobRetry retry,
            ParticipantRegistry participants,
            Fences fences) {
        this.store = store;
        this.decisions = decisions;
        this.runner = runner;
        this.retry = retry;
        this.participants = participants;
        this.fences = fences;
    }

    /** Stops a job that is in progress; it has failed then, and can be retried. Fails with 409 where it is not. */
    public Uni<DeletionJob> abort(DeletionJob job, AuditContext auditContext) {
        return decisions
                .abort(job.id(), auditContext)
                .invoke(aborted -> {
                    if (!aborted) {
                        throw new ProblemException(JobProblems.NOT_IN_PROGRESS, "It is " + job.status() + ".");
                    }
                    runner.stop(job.id());
                })
                .chain(() -> fences.lift(job.id()))
                .chain(() -> find(job));
    }

    /**
     * Goes on without a service that is not registered any more.
     *
     * @return the job, in progress again where it waited for that; fails with 409 where the service is registered, or
     *     the job runs now or has ended well, with 404 where it is no part of the job
     */
    public Uni<DeletionJob> leaveOut(DeletionJob job, String service, AuditContext auditContext) {
        if (job.steps().stream().noneMatch(step -> step.service().equals(service))) {
            throw new ProblemException(ProblemType.NOT_FOUND, "This job has no such service.");
        }
        if (UserSteps.OWN.contains(service) || participants.find(service).isPresent()) {
            throw new ProblemException(
                    JobProblems.STILL_REGISTERED, "It is asked at every attempt; retry the job once it answers.");
        }
        return decisions
                .leaveOut(job.id(), service, auditContext)
                .invoke(left -> {
                    if (!left) {
                        throw new ProblemException(
                                JobProblems.NOT_RETRYABLE, "The job is being run at this moment, or has ended.");
                    }
                })
                .chain(() -> find(job))
                .chain(now -> now.isRetryable()
                        ? retry.retry(now, auditContext, null)
                        : Uni.createFrom().item(now));
    }

    private Uni<DeletionJob> find(DeletionJob job) {
        return store.find(job.id()).map(Optional::orElseThrow);
    }
}
