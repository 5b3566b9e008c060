package io.tenantdeletion.orchestrator.saga;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.commons.contract.Subject;
import io.tenantdeletion.orchestrator.guard.GuardConfig;
import io.tenantdeletion.orchestrator.job.JobsConfig;
import io.tenantdeletion.orchestrator.job.StepResult;
import io.tenantdeletion.orchestrator.job.StepStatus;
import io.tenantdeletion.orchestrator.participant.Capability;
import io.tenantdeletion.orchestrator.participant.Participant;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Erases one subject in one service as a job does, without one: fence, purge until nothing is left, verification. For
 * subjects whose job has ended long ago.
 */
@ApplicationScoped
public class ServiceErasure {

    private final VerifySteps verify;
    private final ExternalDataLoop loop;
    private final GuardConfig guard;
    private final JobsConfig jobs;
    private final JobEvents events;
    private final Vertx vertx;

    ServiceErasure(
            VerifySteps verify,
            ExternalDataLoop loop,
            GuardConfig guard,
            JobsConfig jobs,
            JobEvents events,
            Vertx vertx) {
        this.verify = verify;
        this.loop = loop;
        this.guard = guard;
        this.jobs = jobs;
        this.events = events;
        this.vertx = vertx;
    }

    /**
     * Does it. Can be repeated.
     *
     * @param job the job that has erased the subject
     * @param stopped asked between two calls whether to stop
     * @return completed with the rows that were still there; pending where the service is unavailable; failed where a
     *     person has to act; in progress where it was stopped. Never fails
     */
    public Uni<StepResult> erase(Participant service, Subject subject, JobId job, BooleanSupplier stopped) {
        return Uni.createFrom()
                .deferred(() -> new Run(service, subject, job, stopped, new JobContext(vertx, job, subject)).all());
    }

    private final class Run {

        private final Participant service;
        private final Subject subject;
        private final JobId job;
        private final BooleanSupplier stopped;
        private final JobContext context;
        private StepResult sofar;

        private Run(Participant service, Subject subject, JobId job, BooleanSupplier stopped, JobContext context) {
            this.service = service;
            this.subject = subject;
            this.job = job;
            this.stopped = stopped;
            this.context = context;
            this.sofar = StepResult.progressed(service.name(), Map.of());
        }

        private Uni<StepResult> all() {
            return context.call(() -> PrepareSteps.prepare(service, subject, job))
                    .chain(fenced -> goOn(fenced, this::purge))
                    .chain(purged -> goOn(purged, this::verified))
                    .chain(verified -> goOn(verified, () -> outside(verified)))
                    .map(end -> sofar.followedBy(end));
        }

        private Uni<StepResult> goOn(StepResult answer, Supplier<Uni<StepResult>> next) {
            return answer.status() == StepStatus.COMPLETED
                    ? next.get()
                    : Uni.createFrom().item(answer);
        }

        private Uni<StepResult> purge() {
            return new PurgeLoop(
                            service.name(),
                            () -> context.call(() -> service.purge(subject, job, Optional.empty(), null)),
                            this::note,
                            PurgeLoop.Patience.of(guard, jobs),
                            stopped)
                    .run()
                    // Rows are kept here; what is handed on is how it ended.
                    .call(this::note)
                    .map(end -> StepResult.refused(service.name(), end.errors()).with(end.status()));
        }

        private Uni<StepResult> verified() {
            return verify.verify(
                    service.name(),
                    new VerifyLoop.Calls(() -> context.call(() -> verify.ask(service, subject, job)), found -> purge()),
                    answer -> Uni.createFrom().voidItem(),
                    stopped);
        }

        /** As long as the deletion can be undone it stays, and goes with all the rest. */
        private Uni<StepResult> outside(StepResult verified) {
            return !service.can(Capability.EXTERNAL_DATA)
                    ? Uni.createFrom().item(verified)
                    : loop.run(
                                    service.name(),
                                    () -> context.call(() -> service.removeExternalData(subject, job)),
                                    answer -> Uni.createFrom().voidItem(),
                                    stopped)
                            .map(end -> end.status() == StepStatus.COMPLETED || ExternalDataLoop.isKept(end)
                                    ? verified
                                    : end);
        }

        private Uni<Void> note(StepResult answer) {
            sofar = sofar.followedBy(answer);
            events.answered(answer);
            return Uni.createFrom().voidItem();
        }
    }
}
