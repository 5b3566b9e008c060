package io.tenantdeletion.commons.prepare;

import io.tenantdeletion.commons.contract.SubjectKind;
import io.tenantdeletion.commons.plan.FindingCode;
import io.tenantdeletion.commons.plan.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Finds marks that no plan would ever follow. */
final class UnclaimedSchemas {

    private UnclaimedSchemas() {}

    /**
     * Finds them.
     *
     * @param claimed schemas that services of this process name
     * @param marked schemas with marks for each kind of subject
     */
    static List<Violation> of(Set<String> claimed, Function<SubjectKind, Set<String>> marked) {
        List<Violation> violations = new ArrayList<>();
        for (SubjectKind kind : SubjectKind.values()) {
            marked.apply(kind).stream()
                    .filter(schema -> !claimed.contains(schema))
                    .forEach(schema -> violations.add(new Violation(
                            FindingCode.UNCLAIMED_MARK,
                            null,
                            "Schema " + schema + " has tables marked " + kind.annotation()
                                    + ", but no service of this process names it as one of its schemas; nobody would"
                                    + " delete their rows.",
                            "Let a service name it, or take the marks away.")));
        }
        return violations;
    }
}
