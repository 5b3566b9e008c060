package io.tenantdeletion.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Everything that was measured. */
record Findings(
        Machine machine,
        List<Comparison.Result> comparisons,
        List<Memory.Reading> memory,
        Optional<Neighbours.Result> neighbours,
        List<ManyTenants.Result> manyTenants,
        List<CostToOthers.Result> costToOthers,
        List<EventDelivery.Result> events) {

    private static final long MILLION = 1_000_000;
    private static final Map<Contender, Double> API_TO_OTHERS =
            new TreeMap<>(Map.of(Contender.PLAIN, 0.6, Contender.CASCADE, 0.8));
    private static final double ROW_CHECKS_TO_PLAIN = 1.25;
    private static final double SMALL_MILLISECONDS = 150;
    private static final double MANY_TO_FEW = 1.3;
    private static final double JOB_MILLISECONDS = 50;
    private static final double REQUEST_MILLISECONDS = 1_000;
    private static final double JOB_CPU_MILLISECONDS = 20;
    private static final int EVENTS = 10_000;
    private static final double EVENTS_SECONDS = 20;
    private static final double COST_GROWTH = 1.25;
    // Of the live heap between the smallest and the largest size; less is caches and statistics of the JVM.
    private static final double HEAP_GROWTH = 1.25;

    /** The aims that this run says something about. */
    List<Aim> aims() {
        List<Aim> aims = new ArrayList<>();
        for (Comparison.Result result : comparisons) {
            if (result.rows() == MILLION) {
                API_TO_OTHERS.forEach((other, most) -> aims.add(
                        new Aim("a million rows: API / " + other.title(), result.ratio(Contender.API, other), most)));
                aims.add(new Aim(
                        "a million rows: API with row checks / plain SQL",
                        result.ratio(Contender.API_ROW_CHECKS, Contender.PLAIN),
                        ROW_CHECKS_TO_PLAIN));
            }
            if (result.rows() == Settings.SMALL) {
                aims.add(new Aim(
                        "1,000 rows: milliseconds", result.of(Contender.API).median(), SMALL_MILLISECONDS));
            }
        }
        neighbours.ifPresent(
                result -> aims.add(new Aim("1,000 rows beside many / beside few", result.ratio(), MANY_TO_FEW)));
        manyTenants.stream()
                .filter(result -> result.tenants() > ManyTenants.FEW)
                .forEach(result -> {
                    String many = result.tenants() + " tenants at once, replicas: " + result.replicas();
                    aims.add(new Aim(many + ": milliseconds a job", 1e3 / result.jobsPerSecond(), JOB_MILLISECONDS));
                    aims.add(new Aim(
                            many + ": request, milliseconds", result.requests().median(), REQUEST_MILLISECONDS));
                    aims.add(new Aim(
                            many + ": orchestrator's processor time a job, milliseconds",
                            result.cost().cpuMillis(),
                            JOB_CPU_MILLISECONDS));
                    manyTenants.stream()
                            .filter(few -> few.tenants() == ManyTenants.FEW && few.replicas() == result.replicas())
                            .forEach(few -> aims.add(new Aim(
                                    many + ": processor time a job / that of " + ManyTenants.FEW,
                                    result.cost().cpuMillis() / few.cost().cpuMillis(),
                                    COST_GROWTH)));
                });
        costToOthers.forEach(cost -> aims.add(new Aim(cost.what(), cost.ratio(), cost.atMost())));
        addEvents(aims);
        processes().forEach(process -> growth(process).ifPresent(aims::add));
        return aims;
    }

    private void addEvents(List<Aim> aims) {
        events.stream()
                .filter(result -> result.events() == EVENTS)
                .forEach(result -> aims.add(new Aim(
                        "10,000 waiting events, all in a queue: seconds",
                        result.outbox().median() / 1e3,
                        EVENTS_SECONDS)));
    }

    private List<String> processes() {
        return memory.stream().map(Memory.Reading::process).distinct().toList();
    }

    private Optional<Aim> growth(String process) {
        List<Memory.Reading> own = memory.stream()
                .filter(reading -> reading.process().equals(process))
                .toList();
        if (own.size() < 2) {
            return Optional.empty();
        }
        Memory.Reading first = own.get(0);
        Memory.Reading last = own.get(own.size() - 1);
        return Optional.of(new Aim(
                process + ": live heap, largest / smallest size",
                (double) last.liveBytes() / first.liveBytes(),
                HEAP_GROWTH));
    }
}
