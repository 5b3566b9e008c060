package io.tenantdeletion.orchestrator.saga;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.orchestrator.guard.Failure;
import io.tenantdeletion.orchestrator.guard.FailureKind;
import io.tenantdeletion.orchestrator.guard.Outcome;
import io.tenantdeletion.orchestrator.job.DeletionStep;
import io.tenantdeletion.orchestrator.job.JobsConfig;
import io.tenantdeletion.orchestrator.job.Phases;
import io.tenantdeletion.orchestrator.job.StepResult;
import io.tenantdeletion.orchestrator.participant.Participant;
import io.tenantdeletion.orchestrator.participant.ParticipantRegistry;
import io.tenantdeletion.orchestrator.participant.RestoredRows;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Steps that have a service put back what it has deleted, and ask again while it says that it is at it. Where it has
 * put back fewer rows than the job has deleted, its preview must see them all the same.
 */
@ApplicationScoped
public class RestoreSteps implements PhaseStep {

    private final ParticipantRegistry participants;
    private final VerificationConfig config;
    private final JobsConfig jobs;

    RestoreSteps(ParticipantRegistry participants, VerificationConfig config, JobsConfig jobs) {
        this.participants = participants;
        this.config = config;
        this.jobs = jobs;
    }

    @Override
    public Uni<StepResult> run(JobRun run, String phase, String service) {
        return participants
                .find(service)
                .map(one -> ask(run, phase, one, new Polling(config.pollEvery(), System.nanoTime())))
                .orElseGet(() -> Uni.createFrom().item(StepResults.failed(service, PurgeSteps.NOT_REGISTERED)));
    }

    private Uni<StepResult> ask(JobRun run, String phase, Participant one, Polling since) {
        return run.jobContext()
                .call(() -> one.restore(run.subject(), run.job().id(), run.restoreKey(one)))
                .chain(outcome -> judge(run, phase, one, outcome, since));
    }

    private Uni<StepResult> judge(
            JobRun run, String phase, Participant one, Outcome<RestoredRows> outcome, Polling since) {
        if (outcome.failure() != null) {
            return Uni.createFrom().item(StepResults.failed(one.name(), outcome));
        }
        RestoredRows rows = outcome.answer();
        if (rows.isComplete()) {
            StepResult restored =
                    StepResults.completed(one.name(), outcome).restored(rows.restoredCounts(), rows.verified());
            Map<String, Long> fewer = fewer(run, phase, one, rows);
            return fewer.isEmpty() ? Uni.createFrom().item(restored) : lookFor(fewer, run, one, restored);
        }
        if (System.nanoTime() - since.begin() >= jobs.giveUpAfter().toNanos()) {
            return Uni.createFrom()
                    .item(StepResults.failed(
                            one.name(), new Failure(FailureKind.TIMED_OUT, "it still restores, and does not end")));
        }
        StepResult underWay = StepResult.progressed(one.name(), Map.of()).restored(rows.restoredCounts(), null);
        return run.writer()
                .record(phase, underWay)
                .onItem()
                .delayIt()
                .by(since.pause())
                .chain(() -> ask(run, phase, one, since.longer(config.maxPollEvery())));
    }

    /** What was deleted, of the tables of which the service has put back fewer rows. */
    private static Map<String, Long> fewer(JobRun run, String phase, Participant one, RestoredRows rows) {
        Map<String, Long> fewer = new LinkedHashMap<>(deleted(run, phase, one.name()));
        fewer.entrySet().removeIf(table -> rows.restoredCounts().getOrDefault(table.getKey(), 0L) >= table.getValue());
        return fewer;
    }

    /**
     * The service may have put them back before, and the answer was lost: then its preview sees them. As long as it
     * does not answer nothing is restored.
     */
    private static Uni<StepResult> lookFor(Map<String, Long> fewer, JobRun run, Participant one, StepResult restored) {
        if (!one.hasPreview()) {
            return Uni.createFrom().item(StepResults.failed(one.name(), notThere(fewer.keySet())));
        }
        return run.jobContext()
                .call(() -> one.count(run.subject(), run.job().id()))
                .map(outcome -> {
                    if (outcome.failure() != null) {
                        return StepResults.failed(one.name(), outcome);
                    }
                    Map<String, String> missing =
                            missing(fewer, outcome.answer().preview().preview());
                    return missing.isEmpty() ? restored : StepResults.failed(one.name(), notThere(missing));
                });
    }

    private static Map<String, Long> deleted(JobRun run, String phase, String service) {
        Set<String> purges = phase.equals(Phases.RESTORE) ? Phases.PURGES : Set.of(Phases.TENANT);
        return run.job().steps().stream()
                .filter(step -> purges.contains(step.phase()) && step.service().equals(service))
                .map(DeletionStep::deletedCounts)
                .findFirst()
                .orElse(Map.of());
    }

    private static Map<String, String> missing(Map<String, Long> deleted, Map<String, Long> there) {
        Map<String, String> missing = new LinkedHashMap<>();
        deleted.forEach((table, rows) -> {
            Long now = there.get(table);
            if (now != null && now < rows) {
                missing.put(table, now + " of " + rows + " rows");
            }
        });
        return missing;
    }

    private static Failure notThere(Map<String, String> missing) {
        return new Failure(FailureKind.NOT_RESTORED, "after it has restored, there are " + missing);
    }

    private static Failure notThere(Set<String> tables) {
        return new Failure(
                FailureKind.NOT_RESTORED,
                "it has put back fewer rows than it had deleted, and has no preview to show the others: " + tables);
    }

    /** How long it has been asked already, and how long until it is asked again. */
    private record Polling(Duration pause, long begin) {

        Polling longer(Duration longest) {
            Duration twice = pause.multipliedBy(2);
            return new Polling(twice.compareTo(longest) > 0 ? longest : twice, begin);
        }
    }
}
