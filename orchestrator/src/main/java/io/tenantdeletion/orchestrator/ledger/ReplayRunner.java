package io.tenantdeletion.orchestrator.ledger;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.tenantdeletion.orchestrator.job.AuditContext;
import io.tenantdeletion.orchestrator.job.StepResult;
import io.tenantdeletion.orchestrator.participant.Participant;
import io.tenantdeletion.orchestrator.saga.RetryPauses;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Runs replays, at most one a service; any replica takes over what nobody runs. */
@ApplicationScoped
public class ReplayRunner {

    private static final Logger LOG = Logger.getLogger(ReplayRunner.class);
    private static final int PAGE = 100;
    private static final long RELEASE_SECONDS = 5;

    private final ReplayStore store;
    private final ErasureLedger ledger;
    private final ErasureFindings findings;
    private final Subjects subjects;
    private final RetryPauses pauses;
    private final Clock clock;
    private final Map<UUID, Cancellable> running = new ConcurrentHashMap<>();
    private volatile boolean stopping;

    ReplayRunner(
            ReplayStore store,
            ErasureLedger ledger,
            ErasureFindings findings,
            Subjects subjects,
            RetryPauses pauses,
            Clock clock) {
        this.store = store;
        this.ledger = ledger;
        this.findings = findings;
        this.subjects = subjects;
        this.pauses = pauses;
        this.clock = clock;
    }

    /** Takes up what is due and nobody runs. */
    @Scheduled(every = "${deletion.jobs.pickup-every}", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> pickUp() {
        return stopping
                ? Uni.createFrom().voidItem()
                : quietly(store.claim(subjects.services()).invoke(claimed -> claimed.forEach(this::start)));
    }

    /** Keeps the leases of this process, and stops what has been taken over, taken back or cancelled. */
    @Scheduled(every = "${deletion.jobs.renew-every}", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> renew() {
        Set<UUID> asked = Set.copyOf(running.keySet());
        return asked.isEmpty()
                ? Uni.createFrom().voidItem()
                : quietly(store.renew(asked)
                        .invoke(held -> asked.stream()
                                .filter(run -> !held.contains(run))
                                .forEach(this::stop)));
    }

    /** Gives all of them back, so that another replica goes on at once. */
    void shutDown(@Observes ShutdownEvent event) {
        stopping = true;
        Set<UUID> given = Set.copyOf(running.keySet());
        if (given.isEmpty()) {
            return;
        }
        given.forEach(this::stop);
        // The thread that stops the application waits: afterwards there is no database connection any more.
        quietly(store.release(given))
                .subscribeAsCompletionStage()
                .orTimeout(RELEASE_SECONDS, TimeUnit.SECONDS)
                .exceptionally(failure -> null)
                .join();
    }

    private void start(ReplayStore.Run run) {
        Participant service = subjects.service(run.replay().service());
        LOG.infof(
                "orchestrator.replay.started replay_id=%s service=%s",
                run.replay().replayId(), service.name());
        ReplayRun.Calls calls = new ReplayRun.Calls(
                () -> ledger.next(run.replay().replayId(), PAGE),
                subjects::isHeld,
                subjects::knows,
                // Not by the page, which may be old: whoever is being restored meanwhile is not touched.
                erased -> ledger.contains(erased)
                        .chain(still -> still
                                ? subjects.erase(service, erased)
                                : Uni.createFrom().item(StepResult.completed(service.name(), Map.of()))),
                found -> findings.report(found, AuditContext.ofTheOrchestrator(null)),
                why -> pause(run, why),
                store);
        // Entered before it runs: a run may end at once.
        running.put(run.id(), () -> {});
        Cancellable subscription = new ReplayRun(run, service, calls, subjects::areStopped)
                .run()
                .onItem()
                .call(end -> end == ReplayRun.End.STOPPED
                        ? store.release(List.of(run.id()))
                        : Uni.createFrom().voidItem())
                .subscribe()
                .with(end -> ended(run, end), failure -> broken(run, failure));
        running.replace(run.id(), subscription);
    }

    /** Pauses grow from one to the next in a row; a run that did something begins with the shortest. */
    private Uni<Boolean> pause(ReplayStore.Run run, String why) {
        return store.find(run.replay().service(), run.replay().replayId())
                .map(now -> now.map(replay -> replay.waiting().pauses()).orElse(0))
                .chain(before -> store.pause(run, why, clock.instant().plus(pauses.pause(before))))
                .invoke(() -> LOG.warnf(
                        "orchestrator.replay.waits replay_id=%s service=%s reason=\"%s\"",
                        run.replay().replayId(), run.replay().service(), why));
    }

    private void stop(UUID run) {
        Cancellable subscription = running.remove(run);
        if (subscription != null) {
            subscription.cancel();
        }
    }

    private void ended(ReplayStore.Run run, ReplayRun.End end) {
        running.remove(run.id());
        LOG.infof(
                "orchestrator.replay.%s replay_id=%s service=%s",
                end.name().toLowerCase(Locale.ROOT),
                run.replay().replayId(),
                run.replay().service());
    }

    /** The lease is left to run out: whoever resumes it does not do it in a hot loop. */
    private void broken(ReplayStore.Run run, Throwable failure) {
        running.remove(run.id());
        LOG.errorf(
                failure,
                "orchestrator.replay.interrupted replay_id=%s",
                run.replay().replayId());
    }

    private static Uni<Void> quietly(Uni<?> work) {
        return work.onFailure()
                .invoke(failure -> LOG.warnf("Replays could not be looked for: %s", failure.getMessage()))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }
}
