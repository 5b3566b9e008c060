package io.tenantdeletion.orchestrator.saga;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.problem.ProblemType;
import io.tenantdeletion.orchestrator.job.AuditContext;
import io.tenantdeletion.orchestrator.job.DeletionJob;
import io.tenantdeletion.orchestrator.job.JobStatus;
import io.tenantdeletion.orchestrator.job.JobStore;
import io.tenantdeletion.orchestrator.job.RestoreStore;
import io.tenantdeletion.orchestrator.participant.TenantDirectory;
import io.tenantdeletion.orchestrator.restore.RestoreProblems;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Undoes completed deletions. */
@ApplicationScoped
public class JobRestore {

    private static final String UNIQUE_VIOLATION = "23505";

    private final JobStore store;
    private final RestoreStore restores;
    private final JobRunner runner;
    private final TenantDirectory tenants;
    private final JobEvents events;
    private final RestoreLogKeys logs;

    JobRestore(
            JobStore store,
            RestoreStore restores,
            JobRunner runner,
            TenantDirectory tenants,
            JobEvents events,
            RestoreLogKeys logs) {
        this.logs = logs;
        this.store = store;
        this.restores = restores;
        this.runner = runner;
        this.tenants = tenants;
        this.events = events;
    }

    /**
     * Puts a completed deletion back in progress, to be undone.
     *
     * @return the job; unchanged where it is restored already. Fails with the problems of {@link RestoreProblems}, and
     *     with a 503 problem where the tenant service cannot say whether there is such a tenant, or the database of
     *     keys does not answer
     */
    public Uni<DeletionJob> restore(DeletionJob job, AuditContext auditContext) {
        if (job.status() == JobStatus.RESTORED) {
            return Uni.createFrom().item(job);
        }
        if (!job.isRestorable(events.now())) {
            throw RestoreProblems.notRestorable(job);
        }
        if (job.tenant() != null
                && job.steps().stream().noneMatch(step -> step.totalDeleted() > 0 || step.countsMayBeLow())) {
            throw RestoreProblems.nothingDeleted();
        }
        return requireNoPart(job)
                .chain(() -> job.tenant() == null ? requireWholeFamily(job) : requireGone(job))
                .chain(() -> logs.requireKey(job))
                .chain(() -> runner.claim(job, false, run -> restores.restore(job.id(), run, auditContext)))
                .onFailure(JobRestore::isUniqueViolation)
                .transform(another -> RestoreProblems.another(job))
                .chain(transition -> find(job).invoke(now -> {
                    if (!transition.done()) {
                        throw RestoreProblems.notRestorable(now);
                    }
                }));
    }

    /** It comes back with its user: alone it would be owned by somebody who is erased. */
    private Uni<Void> requireNoPart(DeletionJob job) {
        return job.origin().parent() == null
                ? Uni.createFrom().voidItem()
                : store.find(job.origin().parent())
                        .invoke(whole -> whole.filter(one -> one.status() != JobStatus.CANCELLED
                                        && !one.restoration().isUndo())
                                .ifPresent(one -> {
                                    throw JobProblems.partOf(one.id());
                                }))
                        .replaceWithVoid();
    }

    /** Tenants that went with a user come back with the user, all of them. */
    private Uni<Void> requireWholeFamily(DeletionJob job) {
        return restores.partsThatStay(job.id())
                .invoke(parts -> {
                    if (!parts.isEmpty()) {
                        throw RestoreProblems.partsStay(parts);
                    }
                })
                .replaceWithVoid();
    }

    private Uni<Void> requireGone(DeletionJob job) {
        return tenants.knows(job.tenant())
                .invoke(known -> {
                    if (known.failure() != null) {
                        throw new ProblemException(
                                ProblemType.UNAVAILABLE, "The tenant service could not be asked for this tenant.");
                    }
                    if (known.answer()) {
                        throw RestoreProblems.tenantExists();
                    }
                })
                .replaceWithVoid();
    }

    private Uni<DeletionJob> find(DeletionJob job) {
        return store.find(job.id()).map(Optional::orElseThrow);
    }

    private static boolean isUniqueViolation(Throwable failure) {
        return failure instanceof PgException database && UNIQUE_VIOLATION.equals(database.getSqlState());
    }
}
