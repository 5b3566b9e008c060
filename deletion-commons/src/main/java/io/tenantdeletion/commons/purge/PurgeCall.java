package io.tenantdeletion.commons.purge;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.catalog.TableName;
import io.tenantdeletion.commons.observe.PurgeEvents;
import io.tenantdeletion.commons.plan.Step;
import io.tenantdeletion.commons.sql.SqlStatements;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One purge call: statement after statement on one session until nothing is left or the budget is spent.
 *
 * <p>Parents are locked first, from the roots down, then children are deleted, then the locked parents, so that no row
 * that somebody else commits meanwhile is left without its parent. A table is deleted by one statement unless it has
 * more of the subject's rows than fit a part; then part by part, so that no statement outlasts the budget by much. Done
 * is said only when every table has been looked at once more and is empty.
 */
final class PurgeCall {

    private final SubjectStatements statements;
    private final SqlStatements sql;
    private final PurgeEvents events;
    private final PurgeRequest request;
    private final PurgeProgress progress;
    private final LockedParents parents;
    private final Waiters waiters;

    /** Foreign keys of the current table to itself, to be set to NULL before it is deleted in parts. */
    private final Deque<Step.NullifyReference> toDetach = new ArrayDeque<>();

    /** How rows of the current table are to be found yet. */
    private final Deque<Way> ways = new ArrayDeque<>();

    /** Whether the current table has been looked at, and whether it may have more rows than a part. */
    private boolean isBegun;

    private boolean inParts;

    /** Tables that are empty and stay so. */
    private final Set<TableName> finished = new HashSet<>();

    /** Whether somebody waits for what this call holds. */
    private boolean isInTheWay;

    PurgeCall(SubjectStatements statements, PurgeEvents events, PurgeRequest request, LockedParents parents) {
        this.statements = statements;
        this.sql = request.sql();
        this.events = events;
        this.request = request;
        this.parents = parents;
        this.waiters = new Waiters(statements, () -> events.yielded(request.serviceName()));
        this.progress = new PurgeProgress(request.plan());
    }

    /**
     * Runs until done or out of time, but never stops before it has changed a row: however short the budget, repeated
     * calls come to an end.
     */
    Uni<PurgeProgress> run(TimeBudget budget) {
        return parents.lockAll().flatMap(locked -> deleteAll(budget)).replaceWith(progress);
    }

    private Uni<Void> deleteAll(TimeBudget budget) {
        return Multi.createBy()
                .repeating()
                .uni(() -> progress.isComplete() ? lookOnceMore() : next())
                .whilst(goesOn -> goesOn && !mayEnd(budget))
                .onItem()
                .ignoreAsUni();
    }

    /** Not after the last step: it is done only when the look after it has found nothing. */
    private boolean mayEnd(TimeBudget budget) {
        return progress.hasChangedRows() && !progress.isComplete() && (isInTheWay || budget.isSpent());
    }

    /** Gives whether there is something to do yet. */
    private Uni<Boolean> lookOnceMore() {
        if (request.plan().deletes().isEmpty()) {
            return Uni.createFrom().item(false);
        }
        return statements.rows(sql.remains(), Map.of()).flatMap(found -> {
            if (found.isEmpty()) {
                return Uni.createFrom().item(false);
            }
            finished.clear();
            return progress.restart()
                    ? parents.lockAll().replaceWith(true)
                    : Uni.createFrom().failure(stay(found));
        });
    }

    private Throwable stay(List<Object[]> found) {
        return PurgeGuard.rowsStay(found.stream()
                .map(row -> request.plan().deletes().get(((Number) row[0]).intValue()))
                .map(step -> step.table().toString())
                .toList());
    }

    /** Runs one statement that changes rows, or finds that there are none; there is more to do afterwards. */
    private Uni<Boolean> next() {
        Step step = progress.current();
        Uni<?> work;
        if (!toDetach.isEmpty()) {
            work = setToNull(toDetach.peek(), toDetach::remove);
        } else if (step instanceof Step.Delete delete) {
            work = isBegun ? deleteMore(delete) : begin(delete);
        } else {
            work = setToNull(step, () -> doneWith(step));
        }
        return work.call(this::lookForWaiters).replaceWith(true);
    }

    private Uni<Void> lookForWaiters() {
        return !inParts
                ? Uni.createFrom().voidItem()
                : waiters.look().invoke(found -> isInTheWay = found).replaceWithVoid();
    }

    private Uni<Long> setToNull(Step step, Runnable whenDone) {
        return statements.count(sql.setToNull(step, request.partRows())).invoke(rows -> {
            progress.updated(rows);
            if (rows == 0) {
                whenDone.run();
            }
        });
    }

    private void doneWith(Step step) {
        if (step instanceof Step.Anonymize) {
            events.anonymized(request.serviceName(), step.table().name(), progress.changedByCurrent());
        }
        progress.stepDone();
    }

    private Uni<?> begin(Step.Delete step) {
        if (finished.contains(step.table())) {
            progress.stepDone();
            return Uni.createFrom().voidItem();
        }
        isBegun = true;
        events.deleting(request.serviceName(), step.table().name());
        ways.clear();
        ways.addAll(parents.ways(step));
        inParts = step.divisible() && (parents.isParent(step) ? parents.isFull(step) : !request.isSurelySmall(step));
        if (inParts) {
            step.selfReferences().forEach(key -> toDetach.add(new Step.NullifyReference(key, step.path())));
        }
        return toDetach.isEmpty() ? deleteMore(step) : Uni.createFrom().voidItem();
    }

    private Uni<?> deleteMore(Step.Delete step) {
        if (parents.isParent(step)) {
            return deleteParents(step);
        }
        if (ways.isEmpty()) {
            doneIf(true);
            return Uni.createFrom().voidItem();
        }
        Way way = ways.peek();
        return statements.removal(statement(step, way), way.parameters()).invoke(removal -> {
            removed(step, removal);
            if (!inParts || isTheRest(removal)) {
                ways.remove();
                doneIf(ways.isEmpty());
            }
        });
    }

    /**
     * Whether no rows can be left after this part: it was not full, and what it meant to remove it did, so that none
     * was passed over because somebody changed it meanwhile.
     */
    private boolean isTheRest(Removal removal) {
        return removal.meant() < request.partRows() && removal.removed() == removal.meant();
    }

    private String statement(Step.Delete step, Way way) {
        if (way.toParents() != null) {
            return inParts
                    ? sql.deleteOf(step, way.toParents(), request.partRows())
                    : sql.deleteOf(step, way.toParents());
        }
        if (parents.mayBeUnlocked(step)) {
            return sql.deleteLockingParents(step, inParts ? request.partRows() : Integer.MAX_VALUE);
        }
        return inParts ? sql.delete(step, request.partRows()) : sql.delete(step);
    }

    private Uni<?> deleteParents(Step.Delete step) {
        Part lockedFirst = parents.poll(step);
        if (lockedFirst != null) {
            return delete(step, lockedFirst);
        }
        return parents.lock(step).flatMap(part -> {
            if (part.isEmpty()) {
                doneIf(true);
                return Uni.createFrom().voidItem();
            }
            return parents.mayHaveChildren(step, part)
                    .flatMap(found -> found ? returnToChildren(step, part) : delete(step, part));
        });
    }

    /** These parents were locked after their children's turn; now nobody adds any, and they have one more. */
    private Uni<?> returnToChildren(Step.Delete step, Part part) {
        parents.put(step, part);
        isBegun = false;
        progress.restart();
        return parents.lockBelow(step);
    }

    private Uni<?> delete(Step.Delete step, Part part) {
        return parents.delete(step, part).invoke(removal -> {
            removed(step, removal);
            if (removal.removed() < removal.meant()) {
                throw PurgeGuard.rowsStay(List.of(step.table().toString()));
            }
            if (removal.removed() > removal.meant()) {
                throw PurgeGuard.rowsCame(step.table());
            }
        });
    }

    private void removed(Step.Delete step, Removal removal) {
        if (removal.foreignOwners() > 0) {
            throw PurgeGuard.foreignRows(step.table());
        }
        progress.removed(removal.removed());
    }

    private void doneIf(boolean done) {
        if (done) {
            isBegun = false;
            if (progress.current() instanceof Step.Delete step && request.isFinal(step)) {
                finished.add(step.table());
            }
            events.deleted(request.serviceName(), progress.current().table().name(), progress.removedOfCurrent());
            progress.stepDone();
        }
    }
}
