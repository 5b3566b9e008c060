package io.tenantdeletion.quickstart;

import java.util.List;

/**
 * What a round has shown.
 *
 * @param replay the options that repeat it
 * @param lost accepted requests without a job
 * @param wrong what jobs did that they should not, or did not and said so
 * @param stuck jobs in need of a person
 */
record FaultReport(
        String replay,
        List<FaultPlan.Fault> faults,
        int jobs,
        List<String> lost,
        List<String> wrong,
        List<String> stuck) {

    boolean isClean() {
        return lost.isEmpty() && wrong.isEmpty() && stuck.isEmpty();
    }

    /** One line; where something is not as it should be, all of it. */
    @Override
    public String toString() {
        StringBuilder text =
                new StringBuilder("Faults: %d injected, %d jobs: %d lost, %d wrong, %d in need of a person (replay: %s)"
                        .formatted(faults.size(), jobs, lost.size(), wrong.size(), stuck.size(), replay));
        append(text, "lost", lost);
        append(text, "wrong", wrong);
        append(text, "in need of a person", stuck);
        if (!isClean()) {
            append(text, "injected", faults);
        }
        return text.toString();
    }

    private static void append(StringBuilder text, String what, List<?> items) {
        items.forEach(item -> text.append("%n  %s: %s".formatted(what, item)));
    }
}
