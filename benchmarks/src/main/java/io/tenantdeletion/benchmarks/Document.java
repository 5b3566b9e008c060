package io.tenantdeletion.benchmarks;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The machine-readable report; times are in milliseconds, sizes in bytes. */
record Document(
        Machine machine,
        List<Compared> comparison,
        List<Beside> neighbours,
        List<AtOnce> manyTenants,
        List<ToOthers> costToOthers,
        List<Delivered> events,
        List<Memory.Reading> memory,
        List<Judged> aims) {

    record Compared(long rows, long deleted, Map<Contender, Measured> ways) {}

    record Beside(long rows, long foreignRows, Measured api) {}

    record AtOnce(
            int tenants,
            int replicas,
            double seconds,
            double jobsPerSecond,
            double requestP50,
            double requestP95,
            JobCost costOfAJob) {}

    record ToOthers(String work, int percentile, double without, double with, double ratio) {}

    record Delivered(int events, Measured outbox, Measured plain, double ratio) {}

    record Measured(double median, double min, double max, List<Double> samples) {
        static Measured of(Times times) {
            return new Measured(times.median(), times.min(), times.max(), times.samples());
        }
    }

    record Judged(String aim, double value, double atMost, boolean held) {}

    static Document of(Findings findings) {
        return new Document(
                findings.machine(),
                findings.comparisons().stream()
                        .map(result -> new Compared(result.rows(), result.deleted(), measured(result.times())))
                        .toList(),
                findings.neighbours()
                        .map(result -> List.of(
                                new Beside(result.rows(), result.fewRows(), Measured.of(result.few())),
                                new Beside(result.rows(), result.manyRows(), Measured.of(result.many()))))
                        .orElse(List.of()),
                findings.manyTenants().stream()
                        .map(result -> new AtOnce(
                                result.tenants(),
                                result.replicas(),
                                result.took().toMillis() / 1e3,
                                result.jobsPerSecond(),
                                result.requests().median(),
                                result.requests().percentile(95),
                                result.cost()))
                        .toList(),
                findings.costToOthers().stream()
                        .map(cost -> new ToOthers(
                                cost.what(),
                                cost.percentile(),
                                cost.without().percentile(cost.percentile()),
                                cost.with().percentile(cost.percentile()),
                                cost.ratio()))
                        .toList(),
                findings.events().stream()
                        .map(result -> new Delivered(
                                result.events(),
                                Measured.of(result.outbox()),
                                Measured.of(result.plain()),
                                result.ratio()))
                        .toList(),
                findings.memory(),
                findings.aims().stream()
                        .map(aim -> new Judged(aim.text(), aim.value(), aim.atMost(), aim.held()))
                        .toList());
    }

    private static Map<Contender, Measured> measured(Map<Contender, Times> times) {
        Map<Contender, Measured> measured = new TreeMap<>();
        times.forEach((contender, each) -> measured.put(contender, Measured.of(each)));
        return measured;
    }
}
