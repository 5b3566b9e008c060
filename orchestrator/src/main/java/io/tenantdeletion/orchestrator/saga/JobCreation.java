package io.tenantdeletion.orchestrator.saga;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.commons.contract.Subject;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.problem.ProblemType;
import io.tenantdeletion.orchestrator.confirmation.ConfirmationProblems;
import io.tenantdeletion.orchestrator.job.DeletionJob;
import io.tenantdeletion.orchestrator.job.Idempotency;
import io.tenantdeletion.orchestrator.job.JobLeases;
import io.tenantdeletion.orchestrator.job.JobStatus;
import io.tenantdeletion.orchestrator.job.JobStore;
import io.tenantdeletion.orchestrator.job.ModeConfig;
import io.tenantdeletion.orchestrator.job.NewJob;
import io.tenantdeletion.orchestrator.job.Suspension;
import io.tenantdeletion.orchestrator.job.TransitionResult;
import io.tenantdeletion.orchestrator.limit.LimitOverride;
import io.tenantdeletion.orchestrator.limit.LimitRequest;
import io.tenantdeletion.orchestrator.limit.Limits;
import io.tenantdeletion.orchestrator.participant.SuspensionClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Writes jobs down, has their tenants held, and begins them where it is time. Which of several requests makes the job
 * is decided by the store's unique indexes.
 */
@ApplicationScoped
public class JobCreation {

    private static final Logger LOG = Logger.getLogger(JobCreation.class);
    private static final int TRIES = 3;

    private final JobStore store;
    private final JobLeases leases;
    private final JobSuspension suspension;
    private final JobRunner runner;
    private final Limits limits;
    private final ModeConfig mode;

    JobCreation(
            JobStore store,
            JobLeases leases,
            JobSuspension suspension,
            JobRunner runner,
            Limits limits,
            ModeConfig mode) {
        this.store = store;
        this.leases = leases;
        this.suspension = suspension;
        this.runner = runner;
        this.limits = limits;
        this.mode = mode;
    }

    /**
     * The job made by an earlier request with the same key.
     *
     * @param idempotency the key, or null
     * @return fails with 422 where the key belongs to another request
     */
    private Uni<Optional<DeletionJob>> findByIdempotencyKey(Idempotency idempotency) {
        if (idempotency == null) {
            return Uni.createFrom().item(Optional.empty());
        }
        return store.findBy(idempotency)
                .invoke(found -> found.ifPresent(job -> {
                    if (!idempotency.requestHash().equals(job.requestHash())) {
                        throw JobProblems.keyReused();
                    }
                }));
    }

    /**
     * Answers a request with the job that an earlier one with the same key has made, unless that has completed and
     * there are rows of its subject again, which no old job answers for; else with a new one.
     *
     * @param anythingLeft whether there are rows; asked for completed jobs only
     * @param make the new job
     * @return fails with 422 where the key belongs to another request, and as {@code make} does
     */
    public Uni<DeletionJob> answer(
            Idempotency idempotency, Supplier<Uni<Boolean>> anythingLeft, Supplier<Uni<DeletionJob>> make) {
        return runner.answerFirst(() -> findByIdempotencyKey(idempotency)
                .chain(found -> found.filter(job -> job.status() == JobStatus.COMPLETED)
                        .map(job -> anythingLeft
                                .get()
                                .chain(left -> left
                                        ? store.forgetKey(job.id()).chain(make::get)
                                        : Uni.createFrom().item(job)))
                        .orElseGet(() -> found.map(Uni.createFrom()::item).orElseGet(make))));
    }

    /** The open job of this tenant or user, or the newest one where that has failed because it has lost a service. */
    public Uni<Optional<DeletionJob>> openOrIncompleteOf(Subject subject, DeletionProcess process) {
        return store.openOf(subject)
                .chain(open -> open.isPresent()
                        ? Uni.createFrom().item(open)
                        : store.latestOf(subject).map(latest -> latest.filter(process::hasLostService)));
    }

    /** The newest job of this tenant or user. */
    public Uni<Optional<DeletionJob>> latestOf(Subject subject) {
        return store.latestOf(subject);
    }

    /** Fails with 409 where there is one. */
    public Uni<Void> requireNoneOpen(Subject subject) {
        return store.openOf(subject)
                .invoke(open -> open.ifPresent(job -> {
                    throw JobProblems.open(job);
                }))
                .replaceWithVoid();
    }

    /** Fails with 409 where the preview token has confirmed a job already. */
    public Uni<Void> requireUnused(UUID previewToken) {
        if (previewToken == null) {
            return Uni.createFrom().voidItem();
        }
        return store.findByPreviewToken(previewToken)
                .invoke(used -> used.ifPresent(job -> {
                    throw ConfirmationProblems.used();
                }))
                .replaceWithVoid();
    }

    /**
     * Lets a job pass that is about to be created.
     *
     * @param tenants how many tenants it deletes
     * @param lift whether the caps do not count for it; they do not, either, where it is part of a job of which that
     *     was said
     * @return fails with a 429 problem where its requester has deleted too much for one more
     */
    public Uni<Void> requireWithinCaps(NewJob job, int tenants, boolean lift) {
        JobId whole = job.origin().parent();
        return whole == null
                ? requireWithinCaps(job, job.auditContext().by(), tenants, lift)
                : limits.areLiftedOf(whole)
                        .chain(lifted -> store.requesterOf(whole)
                                .chain(requester -> requireWithinCaps(job, requester, tenants, lift || lifted)));
    }

    private Uni<Void> requireWithinCaps(NewJob job, String requester, int tenants, boolean lift) {
        LimitRequest asked = new LimitRequest(job.id(), requester, tenants);
        return lift ? limits.liftCaps(asked, override(job)) : limits.checkCaps(asked);
    }

    private static LimitOverride override(NewJob job) {
        return new LimitOverride(
                job.subject().id(),
                job.auditContext().from(),
                job.auditContext().why());
    }

    /**
     * Writes the job down and begins it if it is time.
     *
     * @return the job, or the one that another request with the same key has just made; fails with 409 where another
     *     job is open, or with the tenant service's refusal
     */
    public Uni<DeletionJob> create(NewJob job) {
        return create(mode.isShadow() ? job.inShadow() : job, TRIES);
    }

    private Uni<DeletionJob> create(NewJob job, int tries) {
        return store.create(job).chain(created -> created.map(this::suspend).orElseGet(() -> onConflict(job, tries)));
    }

    private Uni<DeletionJob> suspend(DeletionJob job) {
        boolean wanted = job.start().suspension() == Suspension.WANTED;
        return (wanted ? suspension.request(job) : Uni.createFrom().voidItem())
                .chain(() -> begin(job, wanted))
                .onFailure(failure -> !SuspensionClient.isRefusal(failure))
                .recoverWithItem(failure -> {
                    LOG.warnf("Job %s waits for the tenant service: %s", job.id(), failure.getMessage());
                    return TransitionResult.NO;
                })
                .chain(() -> find(job.id()));
    }

    private Uni<TransitionResult> begin(DeletionJob job, boolean suspended) {
        return runner.claim(job, suspended, run -> {
            if (suspended) {
                return leases.beginSuspended(job, run);
            }
            return run == null ? Uni.createFrom().item(TransitionResult.NO) : leases.beginNow(job.id(), run);
        });
    }

    private Uni<DeletionJob> onConflict(NewJob job, int tries) {
        return findByIdempotencyKey(job.idempotency())
                .chain(earlier -> earlier.map(made -> Uni.createFrom().item(made))
                        .orElseGet(() -> requireNoneOpen(job.subject())
                                .chain(() -> requireUnused(job.previewToken()))
                                .chain(() -> {
                                    if (tries == 1) {
                                        throw new ProblemException(
                                                ProblemType.UNAVAILABLE, "Jobs of this tenant come and go; try again.");
                                    }
                                    return create(job, tries - 1);
                                })));
    }

    private Uni<DeletionJob> find(JobId job) {
        return store.find(job).map(Optional::orElseThrow);
    }
}
