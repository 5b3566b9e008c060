package io.tenantdeletion.commons.purge;

import io.tenantdeletion.commons.plan.Plan;
import io.tenantdeletion.commons.plan.Step;
import java.util.LinkedHashMap;
import java.util.Map;

/** Where one call stands in its plan. Confined to the call's session; memory is that of the plan, never of the rows. */
final class PurgeProgress {

    private final Plan plan;
    private final Map<String, Long> deletedCounts = new LinkedHashMap<>();
    private int done;
    private long changedByStep;
    private boolean changedRows;

    PurgeProgress(Plan plan) {
        this.plan = plan;
        plan.deletes().forEach(step -> deletedCounts.put(step.table().name(), 0L));
    }

    boolean isComplete() {
        return done == plan.steps().size();
    }

    Step current() {
        return plan.steps().get(done);
    }

    void changed(int rows) {
        changedRows |= rows > 0;
        changedByStep += rows;
    }

    boolean hasChangedRows() {
        return changedRows;
    }

    void deleted(long rows) {
        deletedCounts.merge(current().table().name(), rows, Long::sum);
    }

    void stepDone() {
        done++;
        changedByStep = 0;
    }

    long deletedOfCurrent() {
        return deletedCounts.get(current().table().name());
    }

    /** Rows that the current step has changed, deleted or not. */
    long changedByCurrent() {
        return changedByStep;
    }

    Map<String, Long> deletedCounts() {
        return deletedCounts;
    }

    long total() {
        return deletedCounts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Share of the steps that are done, 0 to 1. */
    double share() {
        return plan.steps().isEmpty() ? 1 : (double) done / plan.steps().size();
    }
}
