package io.tenantdeletion.orchestrator.saga;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.orchestrator.confirmation.ConfirmationProblems;
import io.tenantdeletion.orchestrator.confirmation.Confirmations;
import io.tenantdeletion.orchestrator.job.AuditContext;
import io.tenantdeletion.orchestrator.job.DeletionJob;
import io.tenantdeletion.orchestrator.job.JobLeases;
import io.tenantdeletion.orchestrator.job.JobStore;
import io.tenantdeletion.orchestrator.job.Reconfirmation;
import io.tenantdeletion.orchestrator.job.TransitionResult;
import io.tenantdeletion.orchestrator.job.WaitingFor;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Goes on with jobs that have failed, or that wait to be tried again. */
@ApplicationScoped
public class JobRetry {

    private static final String UNIQUE_VIOLATION = "23505";

    private final JobStore store;
    private final JobLeases leases;
    private final JobRunner runner;
    private final Confirmations confirmations;

    JobRetry(JobStore store, JobLeases leases, JobRunner runner, Confirmations confirmations) {
        this.store = store;
        this.leases = leases;
        this.runner = runner;
        this.confirmations = confirmations;
    }

    /**
     * Puts a failed job back in progress, or ends the pause of one that waits to be tried again.
     *
     * @param previewToken confirms anew what would be deleted; needed where that has drifted, else it may be null
     * @return the job as it is now; fails with a 409 problem where it is not failed, or another job of the tenant is
     *     open, with those of {@link Confirmations#require} where what would be deleted is not confirmed
     */
    public Uni<DeletionJob> retry(DeletionJob job, AuditContext auditContext, String previewToken) {
        return confirmed(job, previewToken)
                .chain(confirmed ->
                        runner.claim(job, false, run -> leases.reopen(job.id(), run, auditContext, confirmed)))
                .onFailure(JobRetry::isUniqueViolation)
                .recoverWithUni(() -> anotherIsOpen(job))
                .chain(transition -> {
                    if (!transition.done()) {
                        throw new ProblemException(
                                JobProblems.NOT_RETRYABLE,
                                "This job has neither failed nor does it wait to be tried again, or is being retried"
                                        + " already.");
                    }
                    return store.find(job.id()).map(Optional::orElseThrow);
                });
    }

    private Uni<Reconfirmation> confirmed(DeletionJob job, String previewToken) {
        if (!hasDrifted(job)) {
            return Uni.createFrom().item(Reconfirmation.NONE);
        }
        if (previewToken == null) {
            throw ConfirmationProblems.drifted(job.waiting().obstacle().detail());
        }
        return confirmations
                .require(job.tenant(), job.origin().requestedAs(), previewToken)
                .map(confirmed -> new Reconfirmation(confirmed.token(), confirmed.seen()));
    }

    private static boolean hasDrifted(DeletionJob job) {
        return job.waiting().obstacle() != null && job.waiting().obstacle().kind() == WaitingFor.DRIFTED;
    }

    private Uni<TransitionResult> anotherIsOpen(DeletionJob job) {
        return store.openOf(job.subject()).map(open -> {
            throw open.filter(other -> !other.id().equals(job.id()))
                    .map(JobProblems::open)
                    .orElseGet(ConfirmationProblems::used);
        });
    }

    private static boolean isUniqueViolation(Throwable failure) {
        return failure instanceof PgException database && UNIQUE_VIOLATION.equals(database.getSqlState());
    }
}
