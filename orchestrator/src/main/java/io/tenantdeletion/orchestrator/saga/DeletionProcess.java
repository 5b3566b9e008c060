package io.tenantdeletion.orchestrator.saga;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.SubjectKind;
import io.tenantdeletion.orchestrator.job.DeletionJob;
import io.tenantdeletion.orchestrator.job.DeletionStep;
import io.tenantdeletion.orchestrator.job.JobStatus;
import io.tenantdeletion.orchestrator.job.Obstacle;
import io.tenantdeletion.orchestrator.job.Phases;
import io.tenantdeletion.orchestrator.job.PlannedStep;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a job of one kind consists of. {@link PhaseRunner} runs it. */
public interface DeletionProcess {

    /** Which jobs it is for. */
    SubjectKind kind();

    /** Whether it runs this job now. */
    default boolean runs(DeletionJob job) {
        return kind() == job.subject().kind() && !job.restoration().isUndo();
    }

    /** The phases, in order, with whoever takes part now. */
    List<Phase> phases();

    /**
     * The phases of this job: with whoever is registered now, and whoever was and has not been left out. Whoever is to
     * delete is asked before whether it can, and afterwards what is left. A rehearsal only asks.
     */
    default List<Phase> phases(DeletionJob job) {
        return job.isShadow()
                ? ShadowRuns.phases(phases())
                : phases().stream().map(phase -> participating(phase, job)).toList();
    }

    private static Phase participating(Phase phase, DeletionJob job) {
        Set<String> services = new LinkedHashSet<>(phase.services());
        job.steps().stream()
                .filter(step -> step.phase().equals(phase.name())
                        || Phases.isOfAll(phase.name()) && Phases.PURGES.contains(step.phase()))
                .map(DeletionStep::service)
                .filter(service -> !job.hasLeftOut(service))
                .forEach(services::add);
        return new Phase(phase.name(), List.copyOf(services), phase.call());
    }

    /** The steps of a job that is written down now. */
    default List<PlannedStep> steps() {
        return steps(phases());
    }

    /**
     * Whether the job has failed because a service of it is not registered any more. Nothing needs to have been deleted
     * for that, but asking again for the deletion must be no way around that service.
     */
    default boolean hasLostService(DeletionJob job) {
        Set<String> registered =
                phases().stream().flatMap(phase -> phase.services().stream()).collect(Collectors.toSet());
        return job.status() == JobStatus.FAILED
                && job.steps().stream()
                        .filter(step -> Phases.PURGES.contains(step.phase()))
                        .anyMatch(step -> !registered.contains(step.service()) && !job.hasLeftOut(step.service()));
    }

    /** The steps of these phases, in order. */
    static List<PlannedStep> steps(List<Phase> phases) {
        return phases.stream()
                .flatMap(phase -> phase.services().stream().map(service -> new PlannedStep(phase.name(), service)))
                .toList();
    }

    /**
     * Keeps what the job will delete from being changed, while it waits and runs. Can be repeated.
     *
     * @return fails with the problem of whoever refuses, with a 503 problem where that cannot be asked now
     */
    Uni<Void> suspend(DeletionJob job);

    /** Undoes that, for a job that will not run. Can be repeated; fails with a 503 problem where nobody can be told. */
    Uni<Void> unsuspend(DeletionJob job);

    /**
     * Asked at the beginning of every attempt, before anything is deleted.
     *
     * @return what keeps the job from going on, or nothing
     */
    Uni<Optional<Obstacle>> check(JobRun run);

    /** The job has ended well, which is written down. Never fails. */
    default Uni<Void> ended(DeletionJob job) {
        return Uni.createFrom().voidItem();
    }
}
