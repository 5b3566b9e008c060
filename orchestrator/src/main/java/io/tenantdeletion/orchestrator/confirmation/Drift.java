package io.tenantdeletion.orchestrator.confirmation;

import io.tenantdeletion.orchestrator.job.Expectation;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** How far what is there has moved from what was seen. Pure. */
final class Drift {

    private Drift() {}

    /**
     * What changed, one line each; empty where it is no more than allowed. A plan may not change at all, for another
     * plan deletes other things. Rows may move by a share of all that were seen.
     *
     * @param maxShare the share, 0.1 for ten percent
     */
    static List<String> between(Expectation seen, Expectation now, double maxShare) {
        Set<String> services = new TreeSet<>(seen.services().keySet());
        services.addAll(now.services().keySet());
        List<String> plans = new ArrayList<>();
        List<String> rows = new ArrayList<>();
        for (String service : services) {
            Expectation.Counted before = seen.services().get(service);
            Expectation.Counted after = now.services().get(service);
            if (before == null || after == null) {
                plans.add(service + (before == null ? " takes part now" : " does not answer or take part any more"));
            } else {
                if (!Objects.equals(before.plan(), after.plan())) {
                    plans.add(service + ": the plan changed from " + before.plan() + " to " + after.plan());
                }
                if (before.rows() != after.rows()) {
                    rows.add(service + ": " + before.rows() + " rows then, " + after.rows() + " now");
                }
            }
        }
        long moved = Math.abs(now.rows() - seen.rows());
        if (moved > maxShare * seen.rows()) {
            plans.add("in all: " + seen.rows() + " rows then, " + now.rows() + " now");
            plans.addAll(rows);
        }
        return plans;
    }
}
