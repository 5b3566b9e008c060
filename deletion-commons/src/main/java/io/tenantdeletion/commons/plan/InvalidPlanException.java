package io.tenantdeletion.commons.plan;

import java.util.List;
import java.util.stream.Collectors;

/** No plan erases the marked data of this schema completely and safely; says every reason and how to mend it. */
public class InvalidPlanException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Violation> violations;

    public InvalidPlanException(List<Violation> violations) {
        super(violations.stream()
                .map(Violation::toString)
                .collect(Collectors.joining("\n  - ", "No complete and safe deletion plan:\n  - ", "")));
        this.violations = List.copyOf(violations);
    }

    /** Every reason. */
    public List<Violation> violations() {
        return violations;
    }
}
