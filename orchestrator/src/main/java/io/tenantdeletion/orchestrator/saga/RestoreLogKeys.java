package io.tenantdeletion.orchestrator.saga;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.SubjectKind;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.problem.ProblemType;
import io.tenantdeletion.orchestrator.job.DeletionJob;
import io.tenantdeletion.orchestrator.job.DeletionStep;
import io.tenantdeletion.orchestrator.job.Obstacle;
import io.tenantdeletion.orchestrator.job.OnFailure;
import io.tenantdeletion.orchestrator.job.Restoration;
import io.tenantdeletion.orchestrator.job.RestoreConfig;
import io.tenantdeletion.orchestrator.job.RestoreStore;
import io.tenantdeletion.orchestrator.participant.Capability;
import io.tenantdeletion.orchestrator.participant.ParticipantRegistry;
import io.tenantdeletion.orchestrator.restore.JobKey;
import io.tenantdeletion.orchestrator.restore.JobKeys;
import io.tenantdeletion.orchestrator.restore.RestoreProblems;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Gives attempts the key of their job's restore logs. Without the key that a job is to have, nothing is deleted. */
@ApplicationScoped
public class RestoreLogKeys {

    private final JobKeys keys;
    private final RestoreStore store;
    private final RestoreConfig config;
    private final ParticipantRegistry participants;
    private final JobEvents events;

    RestoreLogKeys(
            JobKeys keys,
            RestoreStore store,
            RestoreConfig config,
            ParticipantRegistry participants,
            JobEvents events) {
        this.keys = keys;
        this.store = store;
        this.config = config;
        this.participants = participants;
        this.events = events;
    }

    /** For an attempt to delete. A job that has begun to delete without a restore log goes on without. */
    public Uni<Optional<Obstacle>> open(JobRun run) {
        DeletionJob job = run.job();
        boolean makes = config.keeps() && !job.hasBegunPurge();
        return switch (job.restoration().log()) {
            case NONE -> makes ? quietly(keys.make(job.id()).invoke(key -> keep(run, key))) : nothing();
            case KEPT ->
                quietly(keys.find(job.id())
                        .invoke(found -> found.ifPresentOrElse(
                                key -> keep(run, key),
                                () -> run.keep(new RestoreLog(null, null, Restoration.Log.DESTROYED, List.of())))));
            case DESTROYING, DESTROYED -> nothing();
        };
    }

    /** For an attempt to restore. */
    public Uni<Optional<Obstacle>> reopen(JobRun run) {
        return quietly(keys.find(run.job().id())
                .invoke(found -> keep(
                        run,
                        found.orElseThrow(() -> RestoreProblems.windowOver(
                                run.job().restoration().until())))));
    }

    /** Fails with a 410 problem where the job's key is lost, with 409 where it cannot be read. */
    Uni<Void> requireKey(DeletionJob job) {
        return keys.find(job.id())
                .invoke(found -> found.orElseThrow(
                        () -> RestoreProblems.windowOver(job.restoration().until())))
                .replaceWithVoid();
    }

    /**
     * What becomes of a tenant's job of now that fails for good.
     *
     * @param asked what its requester wants, or null for what is usual
     * @throws ProblemException 409 where a rollback is asked for that would be impossible
     */
    OnFailure onFailure(OnFailure asked) {
        if (asked == OnFailure.ROLLBACK && !config.keeps()) {
            throw new ProblemException(
                    RestoreProblems.NO_ROLLBACK, "Services keep no restore logs: deletion.restore.* is off.");
        }
        if (asked == OnFailure.ROLLBACK && !without(SubjectKind.TENANT).isEmpty()) {
            throw RestoreProblems.withoutLog(RestoreProblems.NO_ROLLBACK, without(SubjectKind.TENANT));
        }
        return asked == null ? config.onFailure() : asked;
    }

    /** Services that would keep nothing of what they delete, or, of a user, of what the tenant service changes. */
    private List<String> without(SubjectKind kind) {
        Stream<String> deleting = kind == SubjectKind.TENANT
                ? participants.tenantDataNames().stream()
                : Stream.concat(participants.userDataNames().stream(), Stream.of(DeletionStep.TENANT));
        return deleting.filter(name -> participants
                        .find(name)
                        .filter(one -> one.can(Capability.RESTORE))
                        .isEmpty())
                .toList();
    }

    private void keep(JobRun run, JobKey key) {
        boolean deletes = !run.job().restoration().isUndo();
        run.keep(new RestoreLog(
                key,
                events.now().plus(store.longest()),
                deletes ? Restoration.Log.KEPT : null,
                deletes ? without(run.subject().kind()) : List.of()));
    }

    private static Uni<Optional<Obstacle>> nothing() {
        return Uni.createFrom().item(Optional.empty());
    }

    private static Uni<Optional<Obstacle>> quietly(Uni<?> opened) {
        return opened.map(any -> Optional.<Obstacle>empty())
                .onFailure(ProblemException.class)
                .recoverWithItem(failure -> Optional.of(obstacle((ProblemException) failure)));
    }

    private static Obstacle obstacle(ProblemException failure) {
        String detail = failure.type().slug() + ", " + failure.getMessage();
        return failure.type() == ProblemType.UNAVAILABLE ? Obstacle.unavailable(detail) : Obstacle.refused(detail);
    }
}
