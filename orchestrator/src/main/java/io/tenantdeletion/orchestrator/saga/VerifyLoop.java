package io.tenantdeletion.orchestrator.saga;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.orchestrator.guard.Failure;
import io.tenantdeletion.orchestrator.guard.FailureKind;
import io.tenantdeletion.orchestrator.guard.Outcome;
import io.tenantdeletion.orchestrator.job.StepResult;
import io.tenantdeletion.orchestrator.job.StepStatus;
import io.tenantdeletion.orchestrator.job.Verification;
import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One run of one verification: asks until the service counts, and has it purge again where rows are left, a few times.
 * It never believes that nothing is left because nobody could tell, nor that all was deleted because the service says
 * so while its preview goes on seeing rows.
 */
final class VerifyLoop {

    /** How often rows that are left send a service back to its purge. */
    static final int MOST_PURGES = 3;

    private final String service;
    private final Calls calls;
    private final Function<StepResult, Uni<Void>> journal;
    private final VerificationConfig config;
    private final BooleanSupplier stopped;

    private final long begin = System.nanoTime();
    private Duration pause;
    private Verification known;
    private int purges;

    VerifyLoop(
            String service,
            Calls calls,
            Function<StepResult, Uni<Void>> journal,
            VerificationConfig config,
            BooleanSupplier stopped) {
        this.service = service;
        this.calls = calls;
        this.journal = journal;
        this.config = config;
        this.stopped = stopped;
        this.pause = config.pollEvery();
    }

    /**
     * The last answer, which is not written down yet, and {@code in_progress} where the loop was stopped. Fails only
     * when something before could not be written down.
     */
    Uni<StepResult> run() {
        return Uni.createFrom().deferred(calls.ask()::get).chain(this::judge);
    }

    private Uni<StepResult> judge(Outcome<Verification> outcome) {
        if (outcome.failure() != null) {
            return Uni.createFrom().item(StepResults.failed(service, outcome));
        }
        Verification found = outcome.answer();
        if (found.isWaiting()) {
            return await(found);
        }
        if (!found.touchedOthers().isEmpty()) {
            return refused(
                    found,
                    FailureKind.TOUCHED_OTHERS,
                    "rows of others: " + Verification.described(found.touchedOthers()));
        }
        if (!found.residual().isEmpty()) {
            return purgeAgain(found);
        }
        return Uni.createFrom().item(StepResults.completed(service, outcome).with(found));
    }

    private Uni<StepResult> await(Verification found) {
        if (stopped.getAsBoolean()) {
            return Uni.createFrom().item(underWay(found));
        }
        if (System.nanoTime() - begin >= config.askFor().toNanos()) {
            Failure failure = new Failure(FailureKind.OPEN_TRANSACTIONS, Verification.described(found.waitingFor()));
            return Uni.createFrom().item(StepResults.failed(service, failure).with(found));
        }
        return note(found).chain(this::pause).chain(this::run);
    }

    private Uni<Void> pause() {
        Duration now = pause;
        Duration longest = config.maxPollEvery();
        Duration twice = pause.multipliedBy(2);
        pause = twice.compareTo(longest) > 0 ? longest : twice;
        return Uni.createFrom().voidItem().onItem().delayIt().by(now);
    }

    private Uni<StepResult> purgeAgain(Verification found) {
        if (purges == MOST_PURGES) {
            return refused(
                    found,
                    FailureKind.RESIDUAL,
                    "left after " + MOST_PURGES + " further purges: " + Verification.described(found.residual()));
        }
        if (stopped.getAsBoolean()) {
            return Uni.createFrom().item(underWay(found));
        }
        purges++;
        return note(found)
                .chain(() -> calls.purge().apply(found))
                .chain(answer -> answer.status() == StepStatus.COMPLETED
                        ? run()
                        : Uni.createFrom().item(unfinished(answer, found)));
    }

    /** What is known is written down once, however often it is heard. */
    private Uni<Void> note(Verification found) {
        if (found.equals(known)) {
            return Uni.createFrom().voidItem();
        }
        known = found;
        return journal.apply(underWay(found));
    }

    private StepResult underWay(Verification found) {
        return StepResult.progressed(service, Map.of()).with(found);
    }

    private StepResult unfinished(StepResult purge, Verification found) {
        return StepResult.refused(service, purge.errors()).with(purge.status()).with(found);
    }

    private Uni<StepResult> refused(Verification found, FailureKind kind, String detail) {
        return Uni.createFrom()
                .item(StepResults.failed(service, new Failure(kind, detail)).with(found));
    }

    /**
     * What it calls.
     *
     * @param ask what is left; never fails
     * @param purge deletes again what was found, and tells how that ended once it is written down
     */
    record Calls(Supplier<Uni<Outcome<Verification>>> ask, Function<Verification, Uni<StepResult>> purge) {}
}
