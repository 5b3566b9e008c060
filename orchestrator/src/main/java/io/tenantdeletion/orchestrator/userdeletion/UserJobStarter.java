package io.tenantdeletion.orchestrator.userdeletion;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.problem.ProblemType;
import io.tenantdeletion.orchestrator.identity.Accounts;
import io.tenantdeletion.orchestrator.identity.AccountsException;
import io.tenantdeletion.orchestrator.job.DeletionJob;
import io.tenantdeletion.orchestrator.job.JobKind;
import io.tenantdeletion.orchestrator.job.JobStatus;
import io.tenantdeletion.orchestrator.job.JobStore;
import io.tenantdeletion.orchestrator.job.NewJob;
import io.tenantdeletion.orchestrator.job.Phases;
import io.tenantdeletion.orchestrator.job.PlannedStep;
import io.tenantdeletion.orchestrator.job.StartTerms;
import io.tenantdeletion.orchestrator.job.Subject;
import io.tenantdeletion.orchestrator.job.Suspension;
import io.tenantdeletion.orchestrator.job.UserSteps;
import io.tenantdeletion.orchestrator.participant.ParticipantRegistry;
import io.tenantdeletion.orchestrator.saga.JobCreation;
import io.tenantdeletion.orchestrator.saga.JobProblems;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/** From the wish to delete a user to a job that is written down. */
@ApplicationScoped
public class UserJobStarter {

    private static final Logger LOG = Logger.getLogger(UserJobStarter.class);
    private static final int TRIES = 3;

    private final JobCreation creation;
    private final JobStore store;
    private final Accounts accounts;
    private final ParticipantRegistry participants;
    private final UserCaps caps;
    private final StartTerms terms;

    UserJobStarter(
            JobCreation creation,
            JobStore store,
            Accounts accounts,
            ParticipantRegistry participants,
            UserCaps caps,
            StartTerms terms) {
        this.creation = creation;
        this.store = store;
        this.accounts = accounts;
        this.participants = participants;
        this.caps = caps;
        this.terms = terms;
    }

    /**
     * The job of this request: the one an earlier request with the same idempotency key made, the one that is open, or
     * a new one; for a user whose account is gone the newest one, because the answer to the request that made it may
     * have been lost.
     *
     * @return fails with a problem: 404 unknown user, 422 key of another request, 503 the identity provider cannot be
     *     asked; and those of {@link StartTerms#dueAt} and {@link UserCaps#check}
     */
    public Uni<DeletionJob> start(UserJobRequest request) {
        Instant due = terms.dueAt(
                JobKind.USER, request.origin().requestedAs(), request.terms().retention());
        return creation.findByIdempotencyKey(request.idempotency())
                .chain(earlier ->
                        earlier.map(job -> Uni.createFrom().item(job)).orElseGet(() -> openOrNew(request, due, TRIES)));
    }

    private Uni<DeletionJob> openOrNew(UserJobRequest request, Instant due, int tries) {
        Subject subject = Subject.of(request.user());
        return store.openOf(subject)
                .chain(open -> open.map(job -> Uni.createFrom().item(job))
                        .orElseGet(() -> exists(request)
                                .chain(exists -> exists ? create(request, due, tries) : newest(subject))));
    }

    private Uni<DeletionJob> create(UserJobRequest request, Instant due, int tries) {
        NewJob job = job(request, due);
        return caps.check(job, request.terms().liftLimits())
                .chain(() -> creation.create(job))
                .onFailure(failure -> tries > 1 && isOpen(failure))
                .recoverWithUni(() -> openOrNew(request, due, tries - 1));
    }

    private Uni<DeletionJob> newest(Subject subject) {
        return store.latestOf(subject)
                .map(latest -> latest.filter(job -> job.status() != JobStatus.CANCELLED)
                        .orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND, "There is no such user.")));
    }

    private Uni<Boolean> exists(UserJobRequest request) {
        return accounts.exists(request.user())
                .onFailure(AccountsException.class)
                .transform(failure -> {
                    LOG.warnf("The identity provider could not be asked for a user: %s", failure.getMessage());
                    return new ProblemException(
                            ProblemType.UNAVAILABLE, "The identity provider could not be asked for this user.");
                });
    }

    private static boolean isOpen(Throwable failure) {
        return failure instanceof ProblemException problem && problem.type() == JobProblems.JOB_OPEN;
    }

    private NewJob job(UserJobRequest request, Instant due) {
        return new NewJob(
                new JobId(UUID.randomUUID()),
                Subject.of(request.user()),
                null,
                request.origin(),
                request.cause(),
                new DeletionJob.Start(
                        due,
                        Suspension.NONE,
                        0,
                        terms.approval(request.origin().requestedAs()),
                        null,
                        request.terms().force()),
                null,
                request.idempotency(),
                terms.now(),
                steps());
    }

    private List<PlannedStep> steps() {
        List<PlannedStep> steps = new ArrayList<>();
        steps.add(new PlannedStep(UserSteps.IDENTITY, UserSteps.IDENTITY));
        steps.add(new PlannedStep(UserSteps.TENANTS, UserSteps.TENANTS));
        participants.userDataNames().forEach(name -> steps.add(new PlannedStep(Phases.SERVICES, name)));
        steps.add(new PlannedStep(UserSteps.MEMBERSHIPS, UserSteps.MEMBERSHIPS));
        steps.add(new PlannedStep(UserSteps.ACCOUNT, UserSteps.ACCOUNT));
        return steps;
    }
}
