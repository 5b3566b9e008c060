package io.tenantdeletion.orchestrator.guard;

import java.util.ArrayList;
import java.util.List;

/**
 * Why there is no good answer of whom we called.
 *
 * @param kind the kind, stable
 * @param detail for an operator; one plain, short line, whatever it was made of
 * @param findings what the participant has found in the way, a line each
 */
public record Failure(FailureKind kind, String detail, List<String> findings) {

    public Failure {
        detail = PlainText.line(detail, PlainText.MAX_DETAIL);
        findings = List.copyOf(findings);
    }

    public Failure(FailureKind kind, String detail) {
        this(kind, detail, List.of());
    }

    /** All of it, for a step's errors: first what it is, then the findings. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(toString());
        lines.addAll(findings);
        return lines;
    }

    /** As it is written down: {@code timed_out: no answer within 60s}. */
    @Override
    public String toString() {
        return kind + ": " + detail;
    }
}
