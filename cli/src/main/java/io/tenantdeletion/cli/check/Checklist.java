package io.tenantdeletion.cli.check;

import io.tenantdeletion.cli.UnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** What was checked, told line by line as it becomes known. */
final class Checklist {

    /** What came of a check. */
    enum Result {
        PASS,
        FAIL,
        SKIP;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * One check.
     *
     * @param area which call it is about
     * @param check what must hold
     * @param detail how it does not hold, or why nobody looked; empty otherwise
     */
    record Line(String area, String check, Result result, String detail) {}

    private final List<Line> lines = new ArrayList<>();
    private final Consumer<Line> listener;

    Checklist(Consumer<Line> listener) {
        this.listener = listener;
    }

    /** Checks something; gives whether it holds. */
    boolean check(String area, String check, Runnable holds) {
        return get(area, check, () -> {
                    holds.run();
                    return true;
                })
                != null;
    }

    /** Checks something that later checks need; null where it does not hold. */
    <T> T get(String area, String check, Supplier<T> holds) {
        try {
            T found = holds.get();
            add(new Line(area, check, Result.PASS, ""));
            return found;
        } catch (MismatchException | UnavailableException differs) {
            add(new Line(area, check, Result.FAIL, differs.getMessage()));
            return null;
        }
    }

    /** Nobody looked. */
    void skip(String area, String check, String why) {
        add(new Line(area, check, Result.SKIP, why));
    }

    List<Line> lines() {
        return List.copyOf(lines);
    }

    long count(Result result) {
        return lines.stream().filter(line -> line.result() == result).count();
    }

    private void add(Line line) {
        lines.add(line);
        listener.accept(line);
    }
}
