package io.tenantdeletion.orchestrator.saga;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.SubjectKind;
import io.tenantdeletion.orchestrator.job.DeletionJob;
import io.tenantdeletion.orchestrator.job.Obstacle;
import io.tenantdeletion.orchestrator.job.Phases;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * A tenant's deletion that is undone: every service that has begun to delete puts back what it has; only then the
 * tenant service, so that nobody uses a tenant that is not whole. Fences that the job had set elsewhere are lifted
 * afterwards, and the tenant is no longer suspended.
 */
@ApplicationScoped
class TenantRestore implements UndoProcess {

    private static final Logger LOG = Logger.getLogger(TenantRestore.class);

    private final RestoreSteps steps;
    private final RestoreLogKeys logs;
    private final TenantSuspension suspension;
    private final JobSuspension suspensions;
    private final Fences fences;

    TenantRestore(
            RestoreSteps steps,
            RestoreLogKeys logs,
            TenantSuspension suspension,
            JobSuspension suspensions,
            Fences fences) {
        this.steps = steps;
        this.logs = logs;
        this.suspension = suspension;
        this.suspensions = suspensions;
        this.fences = fences;
    }

    @Override
    public SubjectKind kind() {
        return SubjectKind.TENANT;
    }

    @Override
    public List<Phase> phases(DeletionJob job) {
        return List.of(
                        new Phase(Phases.RESTORE, job.begun(Phases.PURGE), steps),
                        new Phase(Phases.RESTORE_TENANT, job.begun(Phases.TENANT), steps))
                .stream()
                .filter(phase -> !phase.services().isEmpty())
                .toList();
    }

    @Override
    public Uni<Void> unsuspend(DeletionJob job) {
        return suspension.unsuspend(job);
    }

    @Override
    public Uni<Optional<Obstacle>> check(JobRun run) {
        return logs.reopen(run);
    }

    /** At once where that can be; what fails is done later by {@link JobReconciler}. */
    @Override
    public Uni<Void> ended(DeletionJob job) {
        return fences.lift(job.id())
                .chain(() -> suspensions.tellLatest(job))
                .onFailure()
                .invoke(failure ->
                        LOG.warnf("The tenant of job %s stays suspended for now: %s", job.id(), failure.getMessage()))
                .onFailure()
                .recoverWithNull();
    }
}
