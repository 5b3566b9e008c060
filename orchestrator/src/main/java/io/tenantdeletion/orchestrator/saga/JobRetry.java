package io.tenantdeletion.orchestrator.saga;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.orchestrator.job.Cause;
import io.tenantdeletion.orchestrator.job.DeletionJob;
import io.tenantdeletion.orchestrator.job.Granted;
import io.tenantdeletion.orchestrator.job.JobLeases;
import io.tenantdeletion.orchestrator.job.JobStore;
import io.tenantdeletion.orchestrator.job.Lease;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/** Runs the failed steps of a failed job again. */
@ApplicationScoped
public class JobRetry {

    private static final String UNIQUE_VIOLATION = "23505";

    private final JobStore store;
    private final JobLeases leases;
    private final JobRunner runner;

    JobRetry(JobStore store, JobLeases leases, JobRunner runner) {
        this.store = store;
        this.leases = leases;
        this.runner = runner;
    }

    /**
     * Puts the job back in progress.
     *
     * @return the job as it is now; fails with a 409 problem where it is not failed, or another job of the tenant is
     *     open
     */
    public Uni<DeletionJob> retry(DeletionJob job, Cause cause) {
        UUID run = runner.hasRoom(job.subject().kind()) ? UUID.randomUUID() : null;
        return leases.reopen(job.id(), run, cause)
                .onFailure(JobRetry::isUniqueViolation)
                .recoverWithUni(() -> anotherIsOpen(job))
                .chain(granted -> {
                    if (!granted.done()) {
                        throw new ProblemException(
                                JobProblems.NOT_RETRYABLE, "This job has not failed, or is being retried already.");
                    }
                    if (granted.run() != null) {
                        runner.start(new Lease(job.id(), job.subject(), granted.run()));
                    }
                    return store.find(job.id()).map(Optional::orElseThrow);
                });
    }

    private Uni<Granted> anotherIsOpen(DeletionJob job) {
        return store.openOf(job.subject()).map(open -> {
            throw open.map(other -> JobProblems.open(other.id())).orElseGet(JobProblems::unknown);
        });
    }

    private static boolean isUniqueViolation(Throwable failure) {
        return failure instanceof PgException database && UNIQUE_VIOLATION.equals(database.getSqlState());
    }
}
