package io.tenantdeletion.orchestrator.userdeletion;

import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.SubjectKind;
import io.tenantdeletion.orchestrator.job.DeletionJob;
import io.tenantdeletion.orchestrator.job.Obstacle;
import io.tenantdeletion.orchestrator.job.Phases;
import io.tenantdeletion.orchestrator.job.UserSteps;
import io.tenantdeletion.orchestrator.participant.ParticipantRegistry;
import io.tenantdeletion.orchestrator.saga.DeletionProcess;
import io.tenantdeletion.orchestrator.saga.JobRun;
import io.tenantdeletion.orchestrator.saga.Phase;
import io.tenantdeletion.orchestrator.saga.RestoreLogKeys;
import io.tenantdeletion.orchestrator.saga.ServiceSteps;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A user's deletion, each phase only when the one before has completed. So nobody leaves a tenant that is still theirs,
 * and no account goes while something of its user is left.
 */
@ApplicationScoped
class UserDeletion implements DeletionProcess {

    private final ParticipantRegistry participants;
    private final ServiceSteps steps;
    private final Map<String, UserDeletionStep> own;
    private final WaitingTenants waiting;
    private final LegalHoldCheck held;
    private final RestoreLogKeys logs;

    UserDeletion(
            ParticipantRegistry participants,
            ServiceSteps steps,
            @All List<UserDeletionStep> own,
            WaitingTenants waiting,
            LegalHoldCheck held,
            RestoreLogKeys logs) {
        this.logs = logs;
        this.participants = participants;
        this.waiting = waiting;
        this.held = held;
        this.steps = steps;
        this.own = own.stream().collect(Collectors.toMap(UserDeletionStep::name, Function.identity()));
    }

    @Override
    public SubjectKind kind() {
        return SubjectKind.USER;
    }

    @Override
    public List<Phase> phases() {
        List<String> services = participants.deleting(participants.userDataNames());
        return Stream.of(
                        Stream.of(
                                own(UserSteps.IDENTITY),
                                steps.prepare(participants.userDataNames()),
                                own(UserSteps.TENANTS),
                                steps.purge(Phases.SERVICES, services),
                                steps.verify(services, Phases.SERVICES)),
                        steps.externalData(services),
                        Stream.of(own(UserSteps.MEMBERSHIPS), own(UserSteps.ACCOUNT)))
                .flatMap(phases -> phases)
                .toList();
    }

    private Phase own(String name) {
        return new Phase(
                name, List.of(name), (run, phase, step) -> own.get(step).run(run));
    }

    /** While the job waits, the tenants that will go with the user wait with it. */
    @Override
    public Uni<Void> suspend(DeletionJob job) {
        return waiting.prepare(job);
    }

    @Override
    public Uni<Void> unsuspend(DeletionJob job) {
        return waiting.withdraw(job);
    }

    @Override
    public Uni<Optional<Obstacle>> check(JobRun run) {
        return held.check(run.job())
                .emitOn(run.context())
                .chain(obstacle -> obstacle.isPresent() ? Uni.createFrom().item(obstacle) : logs.open(run));
    }
}
