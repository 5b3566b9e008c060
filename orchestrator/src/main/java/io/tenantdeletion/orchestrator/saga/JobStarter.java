package io.tenantdeletion.orchestrator.saga;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.orchestrator.confirmation.Confirmations;
import io.tenantdeletion.orchestrator.confirmation.Confirmed;
import io.tenantdeletion.orchestrator.job.Approval;
import io.tenantdeletion.orchestrator.job.DeletionJob;
import io.tenantdeletion.orchestrator.job.Hold;
import io.tenantdeletion.orchestrator.job.JobKind;
import io.tenantdeletion.orchestrator.job.NewJob;
import io.tenantdeletion.orchestrator.job.StartTerms;
import io.tenantdeletion.orchestrator.job.Subject;
import io.tenantdeletion.orchestrator.participant.ParticipantRegistry;
import io.tenantdeletion.orchestrator.participant.TenantDirectory;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;

/** From the wish to delete a tenant to a job that is written down and whose tenant is held. */
@ApplicationScoped
public class JobStarter {

    private final JobCreation creation;
    private final TenantDirectory tenants;
    private final ParticipantRegistry participants;
    private final Confirmations confirmations;
    private final StartTerms terms;

    JobStarter(
            JobCreation creation,
            TenantDirectory tenants,
            ParticipantRegistry participants,
            Confirmations confirmations,
            StartTerms terms) {
        this.creation = creation;
        this.tenants = tenants;
        this.participants = participants;
        this.confirmations = confirmations;
        this.terms = terms;
    }

    /**
     * The job of this request: a new one, or the one an earlier request with the same idempotency key made.
     *
     * @return fails with a problem: 404 unknown tenant, 409 another job of the tenant is open, 422 key of another
     *     request, 503 the tenant service cannot be asked; and those of {@link StartTerms#dueAt},
     *     {@link Confirmations#require}, {@link JobCreation#requireWithinCaps} and the tenant service's hold
     */
    public Uni<DeletionJob> start(JobRequest request) {
        Instant due = terms.dueAt(
                JobKind.TENANT, request.origin().requestedAs(), request.terms().retention());
        return creation.earlier(request.idempotency())
                .chain(earlier -> earlier.map(job -> Uni.createFrom().item(job)).orElseGet(() -> create(request, due)));
    }

    /**
     * Has a tenant deleted now, as a part of another job: whoever asked for that has answered every question.
     *
     * @param tenantName its name, or null
     * @return fails like {@link #start}, above all with 409 {@code other-admins} where the tenant has got another owner
     *     or admin
     */
    public Uni<DeletionJob> startNow(JobRequest request, String tenantName) {
        return creation.create(job(request, tenantName, terms.now(), Confirmed.NOTHING));
    }

    private Uni<DeletionJob> create(JobRequest request, Instant due) {
        return creation.requireNoneOpen(Subject.of(request.tenant()))
                .chain(() -> tenants.nameOf(request.tenant()))
                .chain(name -> confirmations
                        .require(
                                request.tenant(),
                                request.origin().requestedAs(),
                                request.terms().previewToken())
                        .chain(confirmed -> creation.requireUnused(confirmed.token())
                                .chain(() -> counted(job(request, name, due, confirmed), request))));
    }

    private Uni<DeletionJob> counted(NewJob job, JobRequest request) {
        return creation.requireWithinCaps(job, 1, request.terms().liftLimits()).chain(() -> creation.create(job));
    }

    private NewJob job(JobRequest request, String tenantName, Instant due, Confirmed confirmed) {
        Instant now = terms.now();
        // What was compared a moment ago is not compared again when it begins at once.
        boolean compareLater = due.isAfter(now) || !confirmed.compared();
        return new NewJob(
                new JobId(UUID.randomUUID()),
                Subject.of(request.tenant()),
                tenantName,
                request.origin(),
                request.cause(),
                new DeletionJob.Start(
                        due,
                        Hold.WANTED,
                        // Whoever may ask for the job that made this one has answered that question.
                        request.origin().parent() == null
                                ? terms.approval(request.origin().requestedAs())
                                : Approval.NOT_NEEDED,
                        compareLater ? confirmed.seen() : null),
                confirmed.token(),
                request.idempotency(),
                now,
                participants.names());
    }
}
