package io.tenantdeletion.orchestrator.audit;

import java.util.Arrays;
import java.util.Optional;

/** What audit lines are ordered by; each has an index that is read in either direction. */
public enum AuditSort {
    LAST("-seq", "seq desc"),
    FIRST("seq", "seq"),
    ACTOR("actor", "actor, seq"),
    ACTOR_BACKWARDS("-actor", "actor desc, seq desc"),
    ACTION("action", "action, seq"),
    ACTION_BACKWARDS("-action", "action desc, seq desc"),
    SUBJECT("subject", "subject, seq"),
    SUBJECT_BACKWARDS("-subject", "subject desc, seq desc");

    private final String parameter;
    private final String columns;

    AuditSort(String parameter, String columns) {
        this.parameter = parameter;
        this.columns = columns;
    }

    /** The order with this name in an address: a column, with a minus in front where the last comes first. */
    public static Optional<AuditSort> named(String parameter) {
        return Arrays.stream(values())
                .filter(sort -> sort.parameter.equals(parameter))
                .findFirst();
    }

    /** Its name in an address. */
    public String parameter() {
        return parameter;
    }

    String orderBy() {
        return "order by " + columns;
    }
}
