package io.tenantdeletion.orchestrator.userdeletion;

import io.tenantdeletion.orchestrator.guard.Failure;
import io.tenantdeletion.orchestrator.job.StepResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What became of a user's tenants; of any number of failures the first few are kept, and how many more there were. */
final class StepSummary {

    static final int MAX_ERRORS = 20;

    private final List<String> errors = new ArrayList<>();
    private long failures;
    private boolean refused;
    private boolean found;
    private boolean stopped;

    void add(TenantOutcome outcome) {
        found = true;
        if (outcome.fate() == TenantOutcome.Fate.FAILED) {
            fail(outcome.failure());
        }
        stopped |= outcome.fate() == TenantOutcome.Fate.STOPPED;
    }

    void fail(Failure failure) {
        failures++;
        refused |= !failure.kind().isUnavailable();
        if (errors.size() < MAX_ERRORS) {
            errors.add(failure.toString());
        }
    }

    void stop() {
        stopped = true;
    }

    /** Whether there was any tenant at all. */
    boolean found() {
        return found;
    }

    /** Whether every tenant that was found can be without the user. */
    boolean clean() {
        return failures == 0 && !stopped;
    }

    /** The end of the step, or where it was stopped: whoever goes on meets the failures again. */
    StepResult answer(String step) {
        if (stopped) {
            return StepResult.progressed(step, Map.of());
        }
        if (failures == 0) {
            return StepResult.completed(step, Map.of());
        }
        return refused ? StepResult.refused(step, lines()) : StepResult.unavailable(step, lines());
    }

    private List<String> lines() {
        List<String> lines = new ArrayList<>(errors);
        if (failures > errors.size()) {
            lines.add("and " + (failures - errors.size()) + " more");
        }
        return lines;
    }
}
