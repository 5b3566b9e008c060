package io.tenantdeletion.commons.plan;

import java.util.List;

/** No plan erases the marked data of this schema completely and safely; says every reason and how to mend it. */
public class InvalidPlanException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<String> violations;

    public InvalidPlanException(List<String> violations) {
        super("No complete and safe deletion plan:\n  - " + String.join("\n  - ", violations));
        this.violations = List.copyOf(violations);
    }

    /** One sentence per violation. */
    public List<String> violations() {
        return violations;
    }
}
