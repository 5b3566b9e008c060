package io.tenantdeletion.commons.purge;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.mapping.BulkStatements;
import io.tenantdeletion.commons.observe.PurgeEvents;
import io.tenantdeletion.commons.plan.Step;
import java.util.ArrayDeque;
import java.util.Deque;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * One purge call: statement after statement on one session until the plan is done or the budget is spent. A table is
 * deleted by one statement, the fastest way, unless it has more of the subject's rows than fit a part; then part by
 * part, so that no statement outlasts the budget by much, whatever the subject's size.
 */
final class PurgeCall {

    private final Mutiny.Session session;
    private final BulkStatements statements;
    private final PurgeEvents events;
    private final PurgeRequest request;
    private final PurgeProgress progress;

    /** Foreign keys of the current table to itself, to be set to NULL before it is deleted in parts. */
    private final Deque<Step.Detach> toDetach = new ArrayDeque<>();

    /** Whether the current table is known to have more rows than a part. */
    private boolean inParts;

    PurgeCall(Mutiny.Session session, BulkStatements statements, PurgeEvents events, PurgeRequest request) {
        this.session = session;
        this.statements = statements;
        this.events = events;
        this.request = request;
        this.progress = new PurgeProgress(request.plan());
    }

    /**
     * Runs until done or out of time, but never stops before it has changed a row: however short the budget, repeated
     * calls come to an end.
     */
    Uni<PurgeProgress> run(TimeBudget budget) {
        if (progress.isComplete()) {
            return Uni.createFrom().item(progress);
        }
        return Multi.createBy()
                .repeating()
                .uni(this::next)
                .whilst(rows -> !progress.isComplete() && !(progress.hasChangedRows() && budget.isSpent()))
                .collect()
                .last()
                .replaceWith(progress);
    }

    /** Runs one statement that changes rows; gives how many it changed. */
    private Uni<Integer> next() {
        if (!toDetach.isEmpty()) {
            return detachPart(toDetach.peek(), toDetach::remove);
        }
        Step step = progress.current();
        if (step instanceof Step.Delete delete) {
            return delete(delete);
        }
        return step instanceof Step.Release release
                ? releasePart(release)
                : detachPart((Step.Detach) step, progress::stepDone);
    }

    private Uni<Integer> releasePart(Step.Release step) {
        return part(statements.release(step, request.partRows()), () -> {
            events.released(request.serviceName(), step.table().name(), progress.changedByCurrent());
            progress.stepDone();
        });
    }

    private Uni<Integer> detachPart(Step.Detach step, Runnable whenDone) {
        return part(statements.detach(step, request.partRows()), whenDone);
    }

    private Uni<Integer> part(String statement, Runnable whenDone) {
        return update(statement).invoke(rows -> {
            if (rows < request.partRows()) {
                whenDone.run();
            }
        });
    }

    private Uni<Integer> delete(Step.Delete step) {
        if (inParts) {
            return deletePart(step);
        }
        events.deleting(request.serviceName(), step.table().name());
        return hasMoreThanAPart(step).flatMap(many -> many ? startParts(step) : deleteAll(step));
    }

    private Uni<Integer> deleteAll(Step.Delete step) {
        return update(statements.delete(step)).invoke(this::tableDone);
    }

    private Uni<Integer> startParts(Step.Delete step) {
        inParts = true;
        step.selfReferences().forEach(key -> toDetach.add(new Step.Detach(key, step.way())));
        return next();
    }

    private Uni<Integer> deletePart(Step.Delete step) {
        return update(statements.delete(step, request.partRows())).invoke(rows -> {
            if (rows < request.partRows()) {
                tableDone(rows);
            } else {
                progress.deleted(rows);
            }
        });
    }

    private void tableDone(int rows) {
        inParts = false;
        progress.deleted(rows);
        events.deleted(request.serviceName(), progress.current().table().name(), progress.deletedOfCurrent());
        progress.stepDone();
    }

    private Uni<Boolean> hasMoreThanAPart(Step.Delete step) {
        if (!step.divisible() || request.isSurelySmall(step)) {
            return Uni.createFrom().item(false);
        }
        return session.createQuery(statements.existence(step), Object.class)
                .setParameter(BulkStatements.SUBJECT, request.subject().id())
                .setFirstResult(request.partRows())
                .setMaxResults(1)
                .getResultList()
                .map(beyond -> !beyond.isEmpty());
    }

    private Uni<Integer> update(String statement) {
        return session.createMutationQuery(statement)
                .setParameter(BulkStatements.SUBJECT, request.subject().id())
                .executeUpdate()
                .invoke(progress::changed);
    }
}
