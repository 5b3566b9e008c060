package io.tenantdeletion.benchmarks;

import io.tenantdeletion.quickstart.Console;
import io.tenantdeletion.quickstart.Text;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The same tenant deleted in every way, in turns. */
final class Comparison {

    private static final long LARGE = 100_000;

    private final Rig rig;
    private final Console console;

    Comparison(Rig rig, Console console) {
        this.rig = rig;
        this.console = console;
    }

    /**
     * Every way at one size.
     *
     * @param rows the tenant was given
     * @param deleted rows each way deleted, the tenant service's included
     */
    record Result(long rows, long deleted, Map<Contender, Times> times) {

        Times of(Contender contender) {
            return times.get(contender);
        }

        boolean has(Contender contender) {
            return times.containsKey(contender);
        }

        double ratio(Contender one, Contender other) {
            return of(one).ratioTo(of(other));
        }
    }

    Result run(long rows, int rounds) {
        List<Contender> contenders =
                new ArrayList<>(rows < LARGE ? List.of(Contender.API, Contender.PLAIN) : List.of(Contender.values()));
        Map<Contender, List<Duration>> took = new EnumMap<>(Contender.class);
        long deleted = 0;
        for (int round = 0; round < rounds; round++) {
            for (Contender contender : contenders) {
                Deletion deletion = rig.delete(contender, rows);
                if (deleted != 0 && contender != Contender.CASCADE && deletion.rows() != deleted) {
                    throw new IllegalStateException(
                            "Not the same work: " + deletion + " of " + contender + " where others deleted " + deleted);
                }
                deleted = contender == Contender.CASCADE ? deleted : deletion.rows();
                took.computeIfAbsent(contender, first -> new ArrayList<>()).add(deletion.took());
            }
            console.status(progress(rows, round + 1, rounds, took));
            // Whoever is first in one round is last in the next.
            Collections.rotate(contenders, 1);
        }
        Map<Contender, Times> times = new TreeMap<>();
        took.forEach((contender, samples) -> times.put(contender, Times.of(samples)));
        return new Result(rows, deleted, times);
    }

    private static String progress(long rows, int round, int rounds, Map<Contender, List<Duration>> took) {
        return Text.some(rows, "row") + ", round " + round + " of " + rounds + ": "
                + took.entrySet().stream()
                        .map(each -> each.getKey().title() + " "
                                + Text.count(each.getValue().get(round - 1).toMillis()) + " ms")
                        .collect(Collectors.joining(", "));
    }
}
