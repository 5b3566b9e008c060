package io.tenantdeletion.commons.plan;

import java.util.List;

/**
 * A plan and what is wrong with it.
 *
 * @param plan its steps, as far as they can be computed
 * @param violations why it must not be run; empty where it may
 */
public record PlanDraft(Plan plan, List<Violation> violations) {

    public PlanDraft {
        violations = List.copyOf(violations);
    }

    /**
     * The plan, where nothing is wrong with it.
     *
     * @throws InvalidPlanException with every reason
     */
    public Plan requireValid() {
        if (!violations.isEmpty()) {
            throw new InvalidPlanException(violations);
        }
        return plan;
    }
}
