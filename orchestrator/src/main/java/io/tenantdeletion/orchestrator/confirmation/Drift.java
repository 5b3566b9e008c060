package io.tenantdeletion.orchestrator.confirmation;

import io.tenantdeletion.orchestrator.job.Expectation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * How far what would be deleted has moved from what was seen. How it would be deleted, which is the plan, does not
 * matter. Pure.
 */
final class Drift {

    /** Rows of one service that may come and go in any case, such as its own log of the tenant's suspension. */
    private static final long FEW = 10;

    private static final String TAKES_PART = " takes part now";

    private Drift() {}

    /**
     * What changed, one line each; empty where it is no more than allowed. No service may come or go, and the rows of
     * each may move by a share of those that were seen, or by a few.
     *
     * @param maxShare the share, 0.1 for ten percent
     */
    static List<String> between(Expectation seen, Expectation now, double maxShare) {
        Set<String> services = new TreeSet<>(seen.services().keySet());
        services.addAll(now.services().keySet());
        List<String> changes = new ArrayList<>();
        for (String service : services) {
            Expectation.Counted before = seen.services().get(service);
            Expectation.Counted after = now.services().get(service);
            if (before == null) {
                changes.add(service + TAKES_PART);
            } else if (after == null) {
                changes.add(service + " does not take part any more");
            } else if (Math.abs(after.rows() - before.rows()) > Math.max(FEW, maxShare * before.rows())) {
                changes.add(service + ": " + before.rows() + " rows then, " + after.rows() + " now");
            }
        }
        return changes;
    }

    /**
     * What was not seen, one line each.
     *
     * @param now what would be deleted by now, of which no rows are known
     */
    static List<String> unseen(Expectation seen, Set<String> now) {
        return new TreeSet<>(now)
                .stream()
                        .filter(each -> !seen.services().containsKey(each))
                        .map(each -> each + TAKES_PART)
                        .toList();
    }
}
