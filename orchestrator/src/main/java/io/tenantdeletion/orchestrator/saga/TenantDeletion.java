package io.tenantdeletion.orchestrator.saga;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.SubjectKind;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.problem.ProblemType;
import io.tenantdeletion.orchestrator.confirmation.Confirmations;
import io.tenantdeletion.orchestrator.job.DeletionJob;
import io.tenantdeletion.orchestrator.job.DeletionStep;
import io.tenantdeletion.orchestrator.job.Expectation;
import io.tenantdeletion.orchestrator.job.Obstacle;
import io.tenantdeletion.orchestrator.job.OnFailure;
import io.tenantdeletion.orchestrator.job.Phases;
import io.tenantdeletion.orchestrator.participant.ParticipantRegistry;
import io.tenantdeletion.orchestrator.participant.SuspensionClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A tenant's deletion: every service says that it can delete and sets a fence; every service but the tenant service
 * purges; every one of them is verified; what rows have named outside is removed, unless they can be put back; only
 * then the tenant service purges, and is verified itself.
 */
@ApplicationScoped
class TenantDeletion implements DeletionProcess {

    private static final Set<String> ENDING = Set.of("other-admins", ProblemType.NOT_FOUND.slug());

    private final ParticipantRegistry participants;
    private final TenantSuspension suspension;
    private final Confirmations confirmations;
    private final RowCaps rowCaps;
    private final ServiceSteps steps;
    private final RestoreLogKeys logs;

    TenantDeletion(
            ParticipantRegistry participants,
            TenantSuspension suspension,
            Confirmations confirmations,
            RowCaps rowCaps,
            ServiceSteps steps,
            RestoreLogKeys logs) {
        this.participants = participants;
        this.suspension = suspension;
        this.confirmations = confirmations;
        this.rowCaps = rowCaps;
        this.steps = steps;
        this.logs = logs;
    }

    @Override
    public SubjectKind kind() {
        return SubjectKind.TENANT;
    }

    @Override
    public List<Phase> phases() {
        List<String> services = participants.deleting(participants.tenantDataNames()).stream()
                .filter(name -> !name.equals(DeletionStep.TENANT))
                .toList();
        return Stream.of(
                        Stream.of(
                                steps.prepare(participants.tenantDataNames()),
                                steps.purge(Phases.PURGE, services),
                                steps.verify(services, Phases.PURGE)),
                        steps.externalData(services),
                        Stream.of(steps.purgeVerified(Phases.TENANT, DeletionStep.TENANT)))
                .flatMap(phases -> phases)
                .toList();
    }

    /** What becomes of a job of now that fails for good; fails as {@link RestoreLogKeys#onFailure}. */
    OnFailure onFailure(OnFailure asked) {
        return logs.onFailure(asked);
    }

    @Override
    public Uni<Void> suspend(DeletionJob job) {
        return suspension.suspend(job);
    }

    @Override
    public Uni<Void> unsuspend(DeletionJob job) {
        return suspension.unsuspend(job);
    }

    @Override
    public Uni<Optional<Obstacle>> check(JobRun run) {
        return suspended(run)
                .emitOn(run.context())
                .chain(obstacle -> obstacle.isPresent() ? Uni.createFrom().item(obstacle) : unchanged(run))
                .chain(obstacle -> obstacle.isPresent() ? Uni.createFrom().item(obstacle) : rowCaps.check(run))
                .emitOn(run.context())
                .chain(obstacle -> obstacle.isPresent() ? Uni.createFrom().item(obstacle) : logs.open(run));
    }

    private Uni<Optional<Obstacle>> suspended(JobRun run) {
        if (run.isSuspended()) {
            return Uni.createFrom().item(Optional.empty());
        }
        return suspension
                .suspend(run.job())
                .map(nothing -> Optional.<Obstacle>empty())
                .onFailure(ProblemException.class)
                .recoverWithItem(failure -> Optional.of(obstacle(run.job(), (ProblemException) failure)));
    }

    private static Obstacle obstacle(DeletionJob job, ProblemException failure) {
        String slug = failure.type().slug();
        String detail = "tenant: " + slug + ", " + failure.getMessage();
        // Somebody else administers it, or it is gone: what was asked for does not hold any more.
        if (!job.hasBegunPurge() && ENDING.contains(slug)) {
            return Obstacle.ending(detail);
        }
        return SuspensionClient.isRefusal(failure) ? Obstacle.refused(detail) : Obstacle.unavailable(detail);
    }

    /**
     * What would be deleted is compared with what was confirmed, until rows may be gone; not by the attempt that
     * follows a request which has compared it.
     */
    private Uni<Optional<Obstacle>> unchanged(JobRun run) {
        DeletionJob job = run.job();
        Expectation expected = job.start().expected();
        if (job.hasBegunPurge()
                || expected == null
                || !expected.confirmed()
                || expected.compared() && run.isSuspended()) {
            return Uni.createFrom().item(Optional.empty());
        }
        return confirmations
                .changes(job.tenant(), expected)
                .map(changes -> changes.isEmpty()
                        ? Optional.<Obstacle>empty()
                        : Optional.of(Obstacle.drifted(String.join("; ", changes))))
                .onFailure(ProblemException.class)
                .recoverWithItem(failure -> Optional.of(Obstacle.unavailable(failure.getMessage())));
    }
}
