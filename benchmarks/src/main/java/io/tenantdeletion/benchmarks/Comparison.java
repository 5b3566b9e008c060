package io.tenantdeletion.benchmarks;

import io.tenantdeletion.quickstart.Console;
import io.tenantdeletion.quickstart.Text;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The same tenant deleted through the API and by plain SQL, in turns. */
final class Comparison {

    private final Rig rig;
    private final Console console;

    Comparison(Rig rig, Console console) {
        this.rig = rig;
        this.console = console;
    }

    /**
     * Both ways at one size.
     *
     * @param rows the tenant was given
     * @param deleted rows each way deleted, the tenant service's included
     */
    record Result(long rows, long deleted, Times api, Times plain) {

        double ratio() {
            return api.ratioTo(plain);
        }
    }

    Result run(long rows, int rounds) {
        List<Duration> api = new ArrayList<>();
        List<Duration> plain = new ArrayList<>();
        long deleted = 0;
        for (int round = 0; round < rounds; round++) {
            // Whoever is first in one round is second in the next.
            boolean apiFirst = round % 2 == 0;
            Deletion first = apiFirst ? rig.byApi(rows) : rig.byPlainSql(rows);
            Deletion second = apiFirst ? rig.byPlainSql(rows) : rig.byApi(rows);
            if (first.rows() != second.rows()) {
                throw new IllegalStateException("Not the same work: " + first + " and " + second);
            }
            deleted = first.rows();
            api.add((apiFirst ? first : second).took());
            plain.add((apiFirst ? second : first).took());
            console.status(progress(rows, round + 1, rounds, api, plain));
        }
        return new Result(rows, deleted, Times.of(api), Times.of(plain));
    }

    private static String progress(long rows, int round, int rounds, List<Duration> api, List<Duration> plain) {
        return String.format(
                Locale.ROOT,
                "%s, round %d of %d: API %,d ms, plain SQL %,d ms",
                Text.some(rows, "row"),
                round,
                rounds,
                api.get(round - 1).toMillis(),
                plain.get(round - 1).toMillis());
    }
}
