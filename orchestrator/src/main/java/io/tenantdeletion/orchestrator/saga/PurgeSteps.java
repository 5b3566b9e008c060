package io.tenantdeletion.orchestrator.saga;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.DataDeletionResponse;
import io.tenantdeletion.orchestrator.control.StopSwitch;
import io.tenantdeletion.orchestrator.job.DeletionStep;
import io.tenantdeletion.orchestrator.job.Lease;
import io.tenantdeletion.orchestrator.job.RunJournal;
import io.tenantdeletion.orchestrator.job.StepAnswer;
import io.tenantdeletion.orchestrator.job.StepStatus;
import io.tenantdeletion.orchestrator.participant.Failure;
import io.tenantdeletion.orchestrator.participant.FailureKind;
import io.tenantdeletion.orchestrator.participant.GuardConfig;
import io.tenantdeletion.orchestrator.participant.Outcome;
import io.tenantdeletion.orchestrator.participant.Participant;
import io.tenantdeletion.orchestrator.participant.ParticipantRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Function;

/** Runs steps that are a participant's deleting call, repeated until nothing is left. */
@ApplicationScoped
public class PurgeSteps {

    private static final Failure NOT_REGISTERED =
            new Failure(FailureKind.NOT_REGISTERED, "this service is not configured any more");

    private final ParticipantRegistry participants;
    private final RunJournal journal;
    private final JobEvents events;
    private final GuardConfig config;
    private final StopSwitch stop;

    PurgeSteps(
            ParticipantRegistry participants,
            RunJournal journal,
            JobEvents events,
            GuardConfig config,
            StopSwitch stop) {
        this.participants = participants;
        this.journal = journal;
        this.events = events;
        this.config = config;
        this.stop = stop;
    }

    /** Runs the steps of these services in parallel; fails only when an answer could not be written down. */
    public Uni<List<StepAnswer>> run(
            List<String> services,
            Lease lease,
            Executor context,
            Function<Participant, Uni<Outcome<DataDeletionResponse>>> call) {
        if (services.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return Uni.join()
                .all(services.stream()
                        .map(service -> run(service, lease, context, call))
                        .toList())
                .andFailFast();
    }

    private Uni<StepAnswer> run(
            String service,
            Lease lease,
            Executor context,
            Function<Participant, Uni<Outcome<DataDeletionResponse>>> call) {
        return Uni.createFrom().deferred(() -> {
            Instant since = events.now();
            PurgeLoop loop = new PurgeLoop(
                    service,
                    () -> participants
                            .find(service)
                            .map(call)
                            .orElseGet(() -> Uni.createFrom().item(Outcome.failed(NOT_REGISTERED)))
                            .emitOn(context),
                    answer -> journal.record(lease, answer).emitOn(context).invoke(() -> events.answered(answer)),
                    config.maxIdleAnswers(),
                    stop::isPaused);
            return loop.run().invoke(answer -> events.ended(lease.subject().kind(), answer, since));
        });
    }

    /** Whether the stop switch was set when this replica last looked. */
    public boolean isStopped() {
        return stop.isPaused();
    }

    /** Names of the steps that have not completed. */
    public static List<String> open(List<DeletionStep> steps) {
        return steps.stream()
                .filter(step -> step.status() != StepStatus.COMPLETED)
                .map(DeletionStep::service)
                .toList();
    }

    /** Whether all of them completed. */
    public static boolean completed(List<StepAnswer> answers) {
        return answers.stream().allMatch(answer -> answer.status() == StepStatus.COMPLETED);
    }

    /** Whether one of them was stopped between two calls. */
    public static boolean paused(List<StepAnswer> answers) {
        return answers.stream().anyMatch(answer -> !answer.status().isEnded());
    }

    /** Lines for the job's error log. */
    public List<String> errorLog(List<StepAnswer> answers) {
        String now = events.now().toString();
        return answers.stream()
                .flatMap(answer -> answer.errors().stream().map(error -> now + " " + answer.service() + " " + error))
                .toList();
    }
}
