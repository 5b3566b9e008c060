package io.tenantdeletion.commons.purge;

import io.tenantdeletion.commons.catalog.TableName;
import io.tenantdeletion.commons.plan.Plan;
import io.tenantdeletion.commons.plan.Step;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** Where one call stands in its plan. Confined to the call's session; memory is that of the plan, never of the rows. */
final class PurgeProgress {

    private final Plan plan;
    private final Map<TableName, Long> removed = new LinkedHashMap<>();
    private final Map<TableName, Long> updated = new TreeMap<>();
    private int done;
    private long changedByStep;
    private long changed;
    private long changedBeforeRound;

    PurgeProgress(Plan plan) {
        this.plan = plan;
        plan.deletes().forEach(step -> removed.put(step.table(), 0L));
    }

    boolean isComplete() {
        return done == plan.steps().size();
    }

    Step current() {
        return plan.steps().get(done);
    }

    void updated(long rows) {
        updated.merge(current().table(), rows, Long::sum);
        change(rows);
    }

    void removed(long rows) {
        removed.merge(current().table(), rows, Long::sum);
        change(rows);
    }

    private void change(long rows) {
        changed += rows;
        changedByStep += rows;
    }

    boolean hasChangedRows() {
        return changed > 0;
    }

    void stepDone() {
        done++;
        changedByStep = 0;
    }

    /** Begins with the first step again; gives whether anything was changed since the last time. */
    boolean restart() {
        boolean hasMoved = changed > changedBeforeRound;
        changedBeforeRound = changed;
        done = 0;
        changedByStep = 0;
        return hasMoved;
    }

    long removedOfCurrent() {
        return removed.get(current().table());
    }

    /** Rows that the current step has changed, removed or not. */
    long changedByCurrent() {
        return changedByStep;
    }

    /** Rows removed from each table of the plan. */
    Map<TableName, Long> removed() {
        return removed;
    }

    /** Rows of which a column was set to NULL, of each table where there were any. */
    Map<TableName, Long> updated() {
        return updated;
    }

    /** Rows removed, by the names of the tables as answers give them. */
    Map<String, Long> deletedCounts() {
        Map<String, Long> counts = new LinkedHashMap<>();
        removed.forEach((table, rows) -> counts.merge(plan.label(table), rows, Long::sum));
        return counts;
    }

    long total() {
        return removed.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Share of the steps that are done, 0 to 1. */
    double share() {
        return plan.steps().isEmpty() ? 1 : (double) done / plan.steps().size();
    }
}
