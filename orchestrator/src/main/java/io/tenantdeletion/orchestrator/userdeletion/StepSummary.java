package io.tenantdeletion.orchestrator.userdeletion;

import io.tenantdeletion.orchestrator.guard.Failure;
import io.tenantdeletion.orchestrator.job.StepResult;
import io.tenantdeletion.orchestrator.saga.Awaited;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What became of a user's tenants; of any number of failures the first few are kept, and how many more there were. */
final class StepSummary {

    static final int MAX_ERRORS = 20;

    private final List<String> errors = new ArrayList<>();
    private Awaited awaited;
    private long failures;
    private long patient;
    private boolean refused;
    private boolean found;
    private boolean stopped;

    void add(TenantOutcome outcome) {
        found = true;
        if (outcome.fate() == TenantOutcome.Fate.FAILED) {
            fail(outcome.failure());
            if (outcome.awaited() != null) {
                awaited = Awaited.first(awaited, outcome.awaited());
                patient++;
            }
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

    /** What keeps it from its end, where that is only a matter of time; empty otherwise. */
    Optional<Awaited> awaited() {
        return !stopped && patient == failures ? Optional.ofNullable(awaited) : Optional.empty();
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
