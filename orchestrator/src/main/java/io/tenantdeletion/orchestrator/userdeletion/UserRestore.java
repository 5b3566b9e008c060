package io.tenantdeletion.orchestrator.userdeletion;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.SubjectKind;
import io.tenantdeletion.orchestrator.job.DeletionJob;
import io.tenantdeletion.orchestrator.job.Obstacle;
import io.tenantdeletion.orchestrator.job.Phases;
import io.tenantdeletion.orchestrator.job.StepResult;
import io.tenantdeletion.orchestrator.job.UserSteps;
import io.tenantdeletion.orchestrator.participant.UserTenants;
import io.tenantdeletion.orchestrator.saga.JobRun;
import io.tenantdeletion.orchestrator.saga.Phase;
import io.tenantdeletion.orchestrator.saga.RestoreLogKeys;
import io.tenantdeletion.orchestrator.saga.RestoreSteps;
import io.tenantdeletion.orchestrator.saga.StepResults;
import io.tenantdeletion.orchestrator.saga.UndoProcess;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A user's deletion that is undone: services put back what they have deleted, the tenant service what it has changed;
 * only then the tenants that went along, which name the user, so that nobody is erased any more whom they name. The
 * account does not come back.
 */
@ApplicationScoped
class UserRestore implements UndoProcess {

    private final RestoreSteps services;
    private final RestoreLogKeys logs;
    private final UserTenants memberships;
    private final TenantServiceKey keys;
    private final TenantsRestore tenants;

    UserRestore(
            RestoreSteps services,
            RestoreLogKeys logs,
            UserTenants memberships,
            TenantServiceKey keys,
            TenantsRestore tenants) {
        this.services = services;
        this.logs = logs;
        this.memberships = memberships;
        this.keys = keys;
        this.tenants = tenants;
    }

    @Override
    public SubjectKind kind() {
        return SubjectKind.USER;
    }

    @Override
    public List<Phase> phases(DeletionJob job) {
        List<String> first = Stream.concat(job.begun(Phases.SERVICES).stream(), Stream.of(UserSteps.MEMBERSHIPS))
                .toList();
        return List.of(
                new Phase(
                        Phases.RESTORE,
                        first,
                        (run, phase, step) ->
                                step.equals(UserSteps.MEMBERSHIPS) ? memberships(run) : services.run(run, phase, step)),
                new Phase(Phases.RESTORE_TENANT, List.of(UserSteps.TENANTS), (run, phase, step) -> tenants.run(run)));
    }

    /** The user is a member again of what is still there, and the owner of what nobody else has changed since. */
    private Uni<StepResult> memberships(JobRun run) {
        return memberships
                .restore(run.user(), run.job().id(), keys.of(run))
                .map(outcome -> outcome.failure() != null
                        ? StepResults.failed(UserSteps.MEMBERSHIPS, outcome)
                        : StepResults.completed(UserSteps.MEMBERSHIPS, outcome)
                                .restored(
                                        outcome.answer().restoredCounts(),
                                        outcome.answer().verified()));
    }

    /** Tenants that went along see to that themselves. */
    @Override
    public Uni<Void> unsuspend(DeletionJob job) {
        return Uni.createFrom().voidItem();
    }

    @Override
    public Uni<Optional<Obstacle>> check(JobRun run) {
        return logs.reopen(run);
    }
}
