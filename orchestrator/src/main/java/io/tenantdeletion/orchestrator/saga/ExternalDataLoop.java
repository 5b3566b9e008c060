package io.tenantdeletion.orchestrator.saga;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.ExternalDataRemoval;
import io.tenantdeletion.orchestrator.guard.Failure;
import io.tenantdeletion.orchestrator.guard.FailureKind;
import io.tenantdeletion.orchestrator.guard.GuardConfig;
import io.tenantdeletion.orchestrator.guard.Outcome;
import io.tenantdeletion.orchestrator.job.JobsConfig;
import io.tenantdeletion.orchestrator.job.StepResult;
import io.tenantdeletion.orchestrator.job.StepStatus;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Has a service remove what deleted rows have named outside its database, call by call, until it says that nothing is
 * left that could be. Names that it refuses or cannot remove anywhere are no failure: they are told with the result.
 */
@ApplicationScoped
class ExternalDataLoop {

    /** It removes nothing then, and says what waits. */
    private static final Failure KEPT =
            new Failure(FailureKind.BUSY, "its rows can still be put back, so what they name is not removed");

    private final GuardConfig guard;
    private final JobsConfig jobs;

    ExternalDataLoop(GuardConfig guard, JobsConfig jobs) {
        this.guard = guard;
        this.jobs = jobs;
    }

    /**
     * Runs it.
     *
     * @param call one call, which never fails
     * @param journal writes every answer but the last one down
     * @param stopped asked between two calls whether to stop
     * @return the last answer; {@code in_progress} where it was stopped
     */
    Uni<StepResult> run(
            String service,
            Supplier<Uni<Outcome<ExternalDataRemoval>>> call,
            Function<StepResult, Uni<Void>> journal,
            BooleanSupplier stopped) {
        return new Run(service, call, journal, stopped).all();
    }

    /** Whether nothing was removed because the rows can still be put back. */
    static boolean isKept(StepResult answer) {
        return answer.errors().equals(KEPT.lines());
    }

    private final class Run {

        private final String service;
        private final Supplier<Uni<Outcome<ExternalDataRemoval>>> call;
        private final Function<StepResult, Uni<Void>> journal;
        private final BooleanSupplier stopped;
        private long least = Long.MAX_VALUE;
        private int idle;
        private boolean goesOn;

        private Run(
                String service,
                Supplier<Uni<Outcome<ExternalDataRemoval>>> call,
                Function<StepResult, Uni<Void>> journal,
                BooleanSupplier stopped) {
            this.service = service;
            this.call = call;
            this.journal = journal;
            this.stopped = stopped;
        }

        private Uni<StepResult> all() {
            return Multi.createBy()
                    .repeating()
                    .uni(this::once)
                    .whilst(answer -> goesOn)
                    .collect()
                    .last();
        }

        private Uni<StepResult> once() {
            return call.get().chain(outcome -> {
                StepResult answer = judge(outcome);
                goesOn = answer.status() == StepStatus.IN_PROGRESS && !stopped.getAsBoolean();
                return goesOn
                        ? journal.apply(answer)
                                .onItem()
                                .delayIt()
                                .by(jobs.callPace())
                                .replaceWith(answer)
                        : Uni.createFrom().item(answer);
            });
        }

        private StepResult judge(Outcome<ExternalDataRemoval> outcome) {
            if (outcome.failure() != null) {
                return StepResults.failed(service, outcome);
            }
            ExternalDataRemoval found = outcome.answer();
            if (found.isComplete() && found.waiting() > 0) {
                return StepResults.failed(service, KEPT).external(found.stores());
            }
            if (found.isComplete()) {
                return StepResults.completed(service, outcome).external(found.stores());
            }
            idle = found.waiting() < least ? 0 : idle + 1;
            least = Math.min(least, found.waiting());
            return idle < guard.maxIdleAnswers()
                    ? StepResult.progressed(service, Map.of()).external(found.stores())
                    : StepResults.failed(
                                    service,
                                    new Failure(
                                            FailureKind.NO_PROGRESS,
                                            idle + " answers in a row have removed nothing outside its database"))
                            .external(found.stores());
        }
    }
}
