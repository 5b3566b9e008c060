package io.tenantdeletion.benchmarks;

import io.tenantdeletion.quickstart.Console;
import io.tenantdeletion.quickstart.Text;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A small tenant deleted beside few and beside many rows of another: few, many, few, so that drift shows. */
final class Neighbours {

    private final Rig rig;
    private final Console console;

    Neighbours(Rig rig, Console console) {
        this.rig = rig;
        this.console = console;
    }

    /**
     * The same tenant beside few and beside many foreign rows.
     *
     * @param rows of the tenant
     */
    record Result(long rows, long fewRows, Times few, long manyRows, Times many) {

        double ratio() {
            return many.ratioTo(few);
        }
    }

    Result run(long few, long many, int rounds) {
        int half = (rounds + 1) / 2;
        List<Duration> besideFew = new ArrayList<>(beside(few, half));
        List<Duration> besideMany = beside(many, rounds);
        besideFew.addAll(beside(few, half));
        return new Result(Settings.SMALL, few, Times.of(besideFew), many, Times.of(besideMany));
    }

    private List<Duration> beside(long foreign, int rounds) {
        console.status("filling " + Text.some(foreign, "foreign row"));
        rig.furnish(foreign);
        rig.byApi(Settings.SMALL);
        List<Duration> times = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            times.add(rig.byApi(Settings.SMALL).took());
        }
        console.status(String.format(
                Locale.ROOT,
                "%,d rows beside %,d: %.0f ms",
                Settings.SMALL,
                foreign,
                Times.of(times).median()));
        return times;
    }
}
