package io.tenantdeletion.orchestrator.userdeletion;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.commons.contract.Subject;
import io.tenantdeletion.commons.contract.SubjectKind;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.problem.ProblemType;
import io.tenantdeletion.orchestrator.confirmation.Confirmed;
import io.tenantdeletion.orchestrator.job.DeletionJob;
import io.tenantdeletion.orchestrator.job.JobStatus;
import io.tenantdeletion.orchestrator.job.NewJob;
import io.tenantdeletion.orchestrator.job.OnFailure;
import io.tenantdeletion.orchestrator.job.RequestedAs;
import io.tenantdeletion.orchestrator.job.StartConditions;
import io.tenantdeletion.orchestrator.job.Suspension;
import io.tenantdeletion.orchestrator.job.TenantsAsked;
import io.tenantdeletion.orchestrator.restore.RestoreProblems;
import io.tenantdeletion.orchestrator.saga.JobCreation;
import io.tenantdeletion.orchestrator.saga.JobProblems;
import io.tenantdeletion.orchestrator.saga.JobRetry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** From the request to delete a user to a job that is written down. */
@ApplicationScoped
public class UserJobStarter {

    private static final int TRIES = 3;

    private final JobCreation creation;
    private final UserDeletion process;
    private final UserCaps caps;
    private final ResidualUserData remains;
    private final StartConditions conditions;
    private final JobRetry retry;

    UserJobStarter(
            JobCreation creation,
            UserDeletion process,
            UserCaps caps,
            ResidualUserData remains,
            StartConditions conditions,
            JobRetry retry) {
        this.creation = creation;
        this.process = process;
        this.caps = caps;
        this.remains = remains;
        this.conditions = conditions;
        this.retry = retry;
    }

    /**
     * The job of this request: the one an earlier request with the same idempotency key made, the one that is open, or
     * a new one; for a user whose account is gone the newest one, because the answer to the request that made it may
     * have been lost.
     *
     * @return fails with a problem: 409 a rollback is asked for, or the user's deletion is being undone; 404 unknown
     *     user, 422 key of another request, 503 the identity provider cannot be asked, 409 another retention was asked
     *     for than the open job has; and those of {@link StartConditions#dueAt} and {@link UserCaps#check}
     */
    public Uni<DeletionJob> start(UserJobRequest request) {
        if (request.options().onFailure() == OnFailure.ROLLBACK) {
            throw RestoreProblems.noRollbackOfUsers();
        }
        return creation.answer(
                request.idempotency(), () -> remains.of(request.user()), () -> openOrNew(request, TRIES));
    }

    private Uni<DeletionJob> openOrNew(UserJobRequest request, int tries) {
        Subject subject = Subject.of(request.user());
        return creation.openOrIncompleteOf(subject, process)
                .chain(open -> open.map(job -> goOn(job, request))
                        .orElseGet(() -> request.options().force()
                                ? create(request, tries)
                                : remains.hasAccount(request.user())
                                        .chain(exists -> exists ? create(request, tries) : newest(subject))));
    }

    /** A deletion that has begun is the only one of its user until it is completed. */
    private Uni<DeletionJob> goOn(DeletionJob job, UserJobRequest request) {
        if (job.restoration().isUndo()) {
            throw RestoreProblems.inProgress(job);
        }
        Duration retention = request.options().retention();
        if (!job.answers(retention)) {
            throw JobProblems.open(job);
        }
        return job.status().isOpen()
                ? Uni.createFrom().item(job)
                : retry.retry(job, request.auditContext(), request.options().previewToken());
    }

    /** What protects the tenants that go along protects them here, too: their retention, their size, the caps. */
    private Uni<DeletionJob> create(UserJobRequest request, int tries) {
        return caps.tenantsOf(request.user())
                .chain(future -> caps.confirm(request, future)
                        .map(confirmed -> job(request, dueAt(request, future), confirmed, future))
                        .chain(job -> caps.check(job, future, request.options().liftLimits())
                                .chain(() -> creation.create(job))))
                .onFailure(failure -> tries > 1 && isOpen(failure))
                .recoverWithUni(() -> openOrNew(request, tries - 1));
    }

    private Instant dueAt(UserJobRequest request, TenantImpact future) {
        Duration retention = request.options().retention();
        RequestedAs as = request.origin().requestedAs();
        Instant due = conditions.dueAt(SubjectKind.USER, as, retention);
        Instant tenantsDue = future.deleted() == 0 ? due : conditions.dueAt(SubjectKind.TENANT, as, retention);
        return due.isAfter(tenantsDue) ? due : tenantsDue;
    }

    /** The account is gone: the newest job answers where nothing is left that it would have to answer for. */
    private Uni<DeletionJob> newest(Subject subject) {
        return creation.latestOf(subject)
                .map(latest -> latest.filter(job -> job.status() != JobStatus.CANCELLED))
                .chain(latest -> latest.isEmpty()
                        ? Uni.createFrom().item(latest)
                        : remains.of(subject.user()).map(left -> latest.filter(job -> !left)))
                .map(latest -> latest.orElseThrow(() -> new ProblemException(
                        ProblemType.NOT_FOUND,
                        "There is no such user. A platform admin or a service may erase the id by force=true with a"
                                + " reason.")));
    }

    private static boolean isOpen(Throwable failure) {
        return failure instanceof ProblemException problem && problem.type() == JobProblems.JOB_OPEN;
    }

    private NewJob job(UserJobRequest request, Instant due, Confirmed confirmed, TenantImpact future) {
        return new NewJob(
                new JobId(UUID.randomUUID()),
                Subject.of(request.user()),
                null,
                null,
                request.origin(),
                request.auditContext(),
                new DeletionJob.Start(
                        due,
                        // Tenants that go along wait with it.
                        due.isAfter(conditions.now()) ? Suspension.WANTED : Suspension.NONE,
                        0,
                        conditions.approval(request.origin().requestedAs()),
                        null,
                        request.options().force(),
                        List.of(),
                        false),
                confirmed.token(),
                request.idempotency(),
                conditions.now(),
                process.steps(),
                new TenantsAsked(request.options().retention(), future.successors(), confirmed.shown()),
                OnFailure.RETRY);
    }
}
