package io.tenantdeletion.orchestrator.ledger;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.SubjectKind;
import io.tenantdeletion.orchestrator.guard.Outcome;
import io.tenantdeletion.orchestrator.job.DeletionStep;
import io.tenantdeletion.orchestrator.job.StepResult;
import io.tenantdeletion.orchestrator.participant.Participant;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One run of a replay: subject after subject of the ledger, each written down before the next one is touched, until
 * there is none left, somebody is unavailable, or it is stopped. Whoever is under legal hold is never touched, nor is a
 * tenant that the tenant service knows; where it cannot say, nobody is.
 */
final class ReplayRun {

    private final ReplayStore.Run run;
    private final Participant service;
    private final Calls calls;
    private final BooleanSupplier stopped;
    private final Queue<Erasure> page = new ArrayDeque<>();
    private boolean goesOn = true;

    ReplayRun(ReplayStore.Run run, Participant service, Calls calls, BooleanSupplier stopped) {
        this.run = run;
        this.service = service;
        this.calls = calls;
        this.stopped = stopped;
    }

    /** How it ended. Fails where something could not be written down; whoever claims it next goes on from there. */
    Uni<End> run() {
        return Multi.createBy()
                .repeating()
                .uni(this::step)
                .whilst(end -> goesOn)
                .collect()
                .last();
    }

    private Uni<End> step() {
        if (stopped.getAsBoolean()) {
            return end(End.STOPPED);
        }
        return page.isEmpty() ? calls.next().get().chain(this::turn) : erase(page.remove());
    }

    private Uni<End> turn(List<Erasure> next) {
        page.addAll(next);
        return page.isEmpty()
                ? calls.store().complete(run).chain(held -> end(held ? End.COMPLETED : End.LOST))
                : Uni.createFrom().item(End.OPEN);
    }

    private Uni<End> erase(Erasure erased) {
        return calls.held()
                .apply(erased)
                .chain(held -> held
                        ? skip(erased, service.name(), FindingCode.LEGAL_HOLD, "left alone by a replay")
                        : eraseFree(erased));
    }

    private Uni<End> eraseFree(Erasure erased) {
        if (erased.subject().kind() == SubjectKind.USER) {
            return eraseDead(erased);
        }
        return calls.knows().apply(erased).chain(known -> {
            if (known.failure() != null) {
                return pause("the tenant service: " + known.failure());
            }
            return known.answer()
                    ? skip(erased, DeletionStep.TENANT, FindingCode.LIVING_TENANT, "left alone by a replay")
                    : eraseDead(erased);
        });
    }

    private Uni<End> eraseDead(Erasure erased) {
        return calls.erase().apply(erased).chain(answer -> switch (answer.status()) {
            case COMPLETED -> done(erased, answer);
            case FAILED ->
                progress(erased, answer)
                        .chain(() -> skip(
                                erased,
                                service.name(),
                                FindingCode.REPLAY_REFUSED,
                                String.join("; ", answer.errors())));
            case IN_PROGRESS -> progress(erased, answer).chain(() -> end(End.STOPPED));
            default ->
                progress(erased, answer)
                        .chain(() -> pause(
                                answer.errors().isEmpty()
                                        ? "no answer"
                                        : answer.errors().get(0)));
        });
    }

    private Uni<End> done(Erasure erased, StepResult answer) {
        Map<String, Long> rows = some(answer.deletedCounts());
        return noted(erased, rows).chain(() -> written(erased, false, !rows.isEmpty(), rows));
    }

    /** Whoever goes on does not find these rows any more. */
    private Uni<?> progress(Erasure erased, StepResult answer) {
        Map<String, Long> rows = some(answer.deletedCounts());
        return rows.isEmpty()
                ? Uni.createFrom().voidItem()
                : noted(erased, rows).chain(() -> calls.store().progress(run, rows));
    }

    private Uni<?> noted(Erasure erased, Map<String, Long> rows) {
        return rows.isEmpty()
                ? Uni.createFrom().voidItem()
                : calls.report().apply(new NewFinding(service.name(), erased, FindingCode.LATE_ROWS, rows, null));
    }

    private Uni<End> skip(Erasure erased, String where, FindingCode code, String why) {
        return calls.report()
                .apply(new NewFinding(where, erased, code, Map.of(), why))
                .chain(() -> written(erased, true, true, Map.of()));
    }

    private Uni<End> written(Erasure erased, boolean skipped, boolean finding, Map<String, Long> rows) {
        return calls.store()
                .done(run, erased, skipped, finding, rows)
                .chain(held -> held ? Uni.createFrom().item(End.OPEN) : end(End.LOST));
    }

    private Uni<End> pause(String why) {
        goesOn = false;
        return calls.pause().apply(why).replaceWith(End.UNAVAILABLE);
    }

    private Uni<End> end(End end) {
        goesOn = false;
        return Uni.createFrom().item(end);
    }

    private static Map<String, Long> some(Map<String, Long> counts) {
        Map<String, Long> some = new LinkedHashMap<>(counts);
        some.values().removeIf(rows -> rows <= 0);
        return some;
    }

    /** How a run ends. */
    enum End {
        OPEN,
        COMPLETED,
        STOPPED,
        UNAVAILABLE,
        LOST
    }

    /**
     * What it calls; nothing of it fails but for the database.
     *
     * @param next the next page of the ledger
     * @param held whether a legal hold stands
     * @param knows whether the tenant service knows this tenant
     * @param erase fences, purges and verifies
     * @param report writes a finding down
     * @param pause writes down that somebody is unavailable
     * @param store where progress is written down
     */
    record Calls(
            Supplier<Uni<List<Erasure>>> next,
            Function<Erasure, Uni<Boolean>> held,
            Function<Erasure, Uni<Outcome<Boolean>>> knows,
            Function<Erasure, Uni<StepResult>> erase,
            Function<NewFinding, Uni<?>> report,
            Function<String, Uni<?>> pause,
            ReplayStore store) {}
}
