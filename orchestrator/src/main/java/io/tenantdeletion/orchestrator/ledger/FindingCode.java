package io.tenantdeletion.orchestrator.ledger;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.problem.ProblemType;
import java.util.Arrays;
import java.util.Locale;

/** What a finding is about. */
public enum FindingCode {
    /** Rows of an erased subject were found, and deleted: somebody came late or has not been registered. */
    LATE_ROWS,
    /** Rows of an erased subject are there. */
    RESIDUAL_ROWS,
    /** A tenant is in the ledger and known to the tenant service: it is left alone. */
    LIVING_TENANT,
    /** A service refuses to erase a subject again. */
    REPLAY_REFUSED,
    /** A subject in the ledger is under legal hold: a replay has left it alone. */
    LEGAL_HOLD;

    /** The code of this name; a 400 problem where there is none. */
    @JsonCreator
    public static FindingCode named(String name) {
        return Arrays.stream(values())
                .filter(code -> code.toString().equals(name))
                .findFirst()
                .orElseThrow(() -> new ProblemException(
                        ProblemType.INVALID_REQUEST, "code is one of " + Arrays.toString(values()) + "."));
    }

    @JsonValue
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
