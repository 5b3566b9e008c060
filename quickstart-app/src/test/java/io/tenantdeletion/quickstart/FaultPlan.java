package io.tenantdeletion.quickstart;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * What goes wrong in a round and when, computed from its seed and nothing else.
 *
 * @param faults those of one target one after another, those of different targets at once
 */
record FaultPlan(List<Fault> faults) {

    static final String PARTICIPANT = "participant";
    static final String ROWS = "rows";
    static final List<String> PROCESSES =
            List.of("postgresql", "keycloak", "orchestrator", "tenant", "domain-services");

    private static final List<String> ACTIONS = List.of("kill", "stop", "restart");

    /** Tables that an idle transaction locks every row of. */
    private static final List<String> TABLES = List.of("tenant.tenants", "orchestrator.deletion_jobs");

    /**
     * One fault.
     *
     * @param target a process by its name, the participant, or rows
     * @param action kill, stop (and continue), restart; of the participant, its mode; of rows, their table
     * @param at milliseconds after the begin of the round, at the earliest
     * @param lasts milliseconds until the process is started again or continued, or the lock is given back
     */
    record Fault(String target, String action, long at, long lasts) {}

    /**
     * Faults for every target.
     *
     * @param window milliseconds in which faults begin
     * @param longest milliseconds a fault lasts
     */
    static FaultPlan of(Random random, long window, long longest) {
        List<Fault> faults = new ArrayList<>();
        for (String process : PROCESSES) {
            add(faults, random, window, longest, process, ACTIONS);
        }
        List<String> modes = Arrays.stream(MisbehavingParticipant.Mode.values())
                .filter(mode -> mode != MisbehavingParticipant.Mode.GOOD)
                .map(Enum::name)
                .toList();
        add(faults, random, window, longest, PARTICIPANT, modes);
        add(faults, random, window, longest, ROWS, TABLES);
        return new FaultPlan(List.copyOf(faults));
    }

    private static void add(
            List<Fault> faults, Random random, long window, long longest, String target, List<String> actions) {
        long at = random.nextLong(window / 2);
        while (at < window) {
            long lasts = random.nextLong(longest);
            faults.add(new Fault(target, actions.get(random.nextInt(actions.size())), at, lasts));
            at += lasts + window / 4 + random.nextLong(window / 2);
        }
    }

    List<Fault> of(String target) {
        return faults.stream().filter(fault -> fault.target().equals(target)).toList();
    }
}
