package io.tenantdeletion.orchestrator.saga;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.commons.contract.Subject;
import io.tenantdeletion.commons.contract.SubjectKind;
import io.tenantdeletion.orchestrator.confirmation.Confirmations;
import io.tenantdeletion.orchestrator.confirmation.Confirmed;
import io.tenantdeletion.orchestrator.job.Approval;
import io.tenantdeletion.orchestrator.job.DeletionJob;
import io.tenantdeletion.orchestrator.job.Expectation;
import io.tenantdeletion.orchestrator.job.NewJob;
import io.tenantdeletion.orchestrator.job.OnFailure;
import io.tenantdeletion.orchestrator.job.RequestedAs;
import io.tenantdeletion.orchestrator.job.StartConditions;
import io.tenantdeletion.orchestrator.job.Suspension;
import io.tenantdeletion.orchestrator.participant.KnownTenant;
import io.tenantdeletion.orchestrator.participant.SuspensionClient;
import io.tenantdeletion.orchestrator.participant.TenantDirectory;
import io.tenantdeletion.orchestrator.restore.RestoreProblems;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** From the request to delete a tenant to a job that is written down and whose tenant is held. */
@ApplicationScoped
public class JobStarter {

    private final JobCreation creation;
    private final TenantDirectory tenants;
    private final TenantDeletion process;
    private final Confirmations confirmations;
    private final StartConditions conditions;
    private final JobRetry retry;

    JobStarter(
            JobCreation creation,
            TenantDirectory tenants,
            TenantDeletion process,
            Confirmations confirmations,
            StartConditions conditions,
            JobRetry retry) {
        this.creation = creation;
        this.tenants = tenants;
        this.process = process;
        this.confirmations = confirmations;
        this.conditions = conditions;
        this.retry = retry;
    }

    /**
     * The job of this request: a new one, or the one an earlier request with the same idempotency key made.
     *
     * @return fails with a problem: 404 unknown tenant, 409 another job of the tenant is open, 422 key of another
     *     request, 503 the tenant service cannot be asked; and those of {@link StartConditions#dueAt},
     *     {@link Confirmations#require}, {@link JobCreation#requireWithinCaps} and the tenant service's hold
     */
    public Uni<DeletionJob> start(JobRequest request) {
        Instant due = conditions.dueAt(
                SubjectKind.TENANT,
                request.origin().requestedAs(),
                request.options().retention());
        return creation.answer(
                request.idempotency(),
                () -> confirmations.isAnythingLeft(request.tenant()),
                () -> create(request, due));
    }

    /**
     * Has a tenant deleted as a part of another job: whoever asked for that has answered every question.
     *
     * @param due when, where it is to wait until that job has it begin; null for now
     * @return fails like {@link #start}, above all with 409 {@code other-admins} where the tenant has got another owner
     *     or admin
     */
    public Uni<DeletionJob> startPart(TenantOfUser part, Instant due) {
        return creation.create(part(part, due == null ? conditions.now() : due, Approval.NOT_NEEDED, null));
    }

    /**
     * Has a tenant deleted of which it has turned out only now that it goes with its user. Nobody has seen or confirmed
     * that, so it is protected as if it had been asked for by itself: it waits for its own retention and approval, and
     * counts for whoever asked for the user's deletion.
     *
     * @param asked the retention that was asked for then, or null
     * @return fails like {@link #startPart}, {@link Confirmations#require} and {@link JobCreation#requireWithinCaps}
     */
    public Uni<DeletionJob> startLatePart(TenantOfUser part, Duration asked) {
        RequestedAs as = part.origin().requestedAs();
        Instant due = conditions.lateTenantDueAt(as, asked);
        return confirmations
                .require(part.tenant(), as, null)
                .map(confirmed -> part(part, due, conditions.approval(as), expected(confirmed, due))
                        .ownedBy(part.origin().initiatedBy()))
                .chain(job -> counted(job, false));
    }

    private NewJob part(TenantOfUser part, Instant due, Approval approval, Expectation expected) {
        return new NewJob(
                new JobId(UUID.randomUUID()),
                Subject.of(part.tenant()),
                part.name(),
                null,
                part.origin(),
                part.auditContext(),
                new DeletionJob.Start(due, Suspension.WANTED, 0, approval, expected, false, part.disregarded(), false),
                null,
                null,
                conditions.now(),
                process.steps(),
                null,
                OnFailure.RETRY);
    }

    private Expectation expected(Confirmed confirmed, Instant due) {
        return due.isAfter(conditions.now()) ? confirmed.shown() : confirmed.counted();
    }

    private Uni<DeletionJob> create(JobRequest request, Instant due) {
        return creation.openOrIncompleteOf(Subject.of(request.tenant()), process)
                .chain(open -> open.map(job -> goOn(job, request)).orElseGet(() -> createNew(request, due)));
    }

    /** A deletion that has begun, or lacks a service, is the only one of its tenant until it is completed. */
    private Uni<DeletionJob> goOn(DeletionJob begun, JobRequest request) {
        if (begun.restoration().isUndo()) {
            throw RestoreProblems.inProgress(begun);
        }
        if (begun.status().isOpen()) {
            throw JobProblems.open(begun);
        }
        Duration retention = request.options().retention();
        if (begun.hasBegunPurge() && retention != null && !retention.isZero()) {
            throw JobProblems.begun(begun.id());
        }
        return retry.retry(begun, request.auditContext(), request.options().previewToken());
    }

    private Uni<DeletionJob> createNew(JobRequest request, Instant due) {
        JobOptions asked = request.options();
        process.onFailure(asked.onFailure());
        if (asked.force() && asked.previewToken() == null) {
            return known(request)
                    .chain(tenant -> counted(job(request, tenant, due, Confirmed.NOTHING), asked.liftLimits()));
        }
        return known(request)
                .chain(tenant -> confirmations
                        .require(request.tenant(), request.origin().requestedAs(), asked.previewToken())
                        .chain(confirmed -> creation.requireUnused(confirmed.token())
                                .chain(() -> counted(job(request, tenant, due, confirmed), asked.liftLimits()))));
    }

    /** The tenant; without name and owner where the id is forced and the tenant service does not know it. */
    private Uni<KnownTenant> known(JobRequest request) {
        return tenants.find(request.tenant())
                .onFailure(failure -> request.options().force() && SuspensionClient.isUnknown(failure))
                .recoverWithItem(KnownTenant.NOBODYS);
    }

    private Uni<DeletionJob> counted(NewJob job, boolean lift) {
        return creation.requireWithinCaps(job, 1, lift).chain(() -> creation.create(job));
    }

    private NewJob job(JobRequest request, KnownTenant tenant, Instant due, Confirmed confirmed) {
        return new NewJob(
                new JobId(UUID.randomUUID()),
                Subject.of(request.tenant()),
                tenant.name(),
                tenant.ownerId(),
                request.origin(),
                request.auditContext(),
                new DeletionJob.Start(
                        due,
                        Suspension.WANTED,
                        0,
                        conditions.approval(request.origin().requestedAs()),
                        expected(confirmed, due),
                        request.options().force(),
                        List.of(),
                        false),
                confirmed.token(),
                request.idempotency(),
                conditions.now(),
                process.steps(),
                null,
                process.onFailure(request.options().onFailure()));
    }
}
