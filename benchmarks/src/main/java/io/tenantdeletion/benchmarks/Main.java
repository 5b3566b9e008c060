package io.tenantdeletion.benchmarks;

import io.tenantdeletion.quickstart.Console;
import io.tenantdeletion.quickstart.Lifeline;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code ./benchmarks/run}. */
@Command(
        name = "./benchmarks/run",
        mixinStandardHelpOptions = true,
        version = "tenant-deletion 0.1.0-SNAPSHOT",
        sortOptions = false,
        usageHelpAutoWidth = true,
        header = "Measures the main job against plain SQL, on this machine, with real parts.",
        description = {
            "",
            "Starts the same platform as ./quickstart and deletes the same tenant through the public API and by plain"
                    + " SQL, in turns; then a small tenant beside few and beside many rows of another, and many"
                    + " small tenants at once. Shows medians, ratios and the memory of the processes, and writes target/benchmarks.json.",
            ""
        })
public final class Main implements Callable<Integer> {

    @Option(
            names = "--rows",
            split = ",",
            paramLabel = "N",
            description = "Sizes of the tenant that is deleted (${DEFAULT-VALUE}).")
    private List<Long> rows = List.of(1_000L, 100_000L, 1_000_000L);

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description = "Rounds per size; three times as many up to 10,000 rows (${DEFAULT-VALUE}).")
    private int rounds = 5;

    @Option(
            names = "--foreign-rows",
            paramLabel = "N",
            description = "Rows of another tenant beside it (${DEFAULT-VALUE}).")
    private long foreignRows = 100_000;

    @Option(
            names = "--few-neighbours",
            paramLabel = "N",
            description = "Few foreign rows beside the tenant of 1,000 (${DEFAULT-VALUE}).")
    private long fewNeighbours = 10_000;

    @Option(
            names = "--many-neighbours",
            paramLabel = "N",
            description = "Many foreign rows beside it; 0 leaves this part out (${DEFAULT-VALUE}).")
    private long manyNeighbours = 5_000_000;

    @Option(
            names = "--tenants",
            paramLabel = "N",
            description = "Small tenants whose deletions are asked for at once; 0 leaves this part out"
                    + " (${DEFAULT-VALUE}).")
    private int tenants = 1_000;

    @Option(
            names = "--no-cost-to-others",
            description = "Leave out what other tenants pay: for the fence, and beside a purge.")
    private boolean withoutCostToOthers;

    @Option(
            names = "--one-service",
            paramLabel = "N",
            description = "Rows of a tenant that has all of them in one service, compared with a tenth of them, such"
                    + " as 10000000; 0 leaves this part out (${DEFAULT-VALUE}).")
    private long oneService;

    @Option(
            names = "--events",
            split = ",",
            paramLabel = "N",
            description = "Events that wait at once for the broker; 0 leaves this part out (${DEFAULT-VALUE}).")
    private List<Integer> events = List.of(10, 1_000, 10_000, 100_000);

    @Option(
            names = "--console-pages",
            paramLabel = "N",
            description = "Measure the console's pages with so many jobs, and nothing else.")
    private int consolePages;

    @Option(
            names = "--restore-log",
            paramLabel = "N",
            description = "Measure what a restore log costs a purge of so many rows, and nothing else.")
    private long restoreLog;

    @Option(names = "--strict", description = "End with status 1 if an aim is missed.")
    private boolean strict;

    private final Console console;

    Main(Console console) {
        this.console = console;
    }

    /** Runs the command and ends the JVM with its status. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Main(Console.ofProcess())).execute(arguments));
    }

    @Override
    public Integer call() {
        Path checkout = Path.of(System.getProperty("quickstart.root", "")).toAbsolutePath();
        Settings settings = new Settings(
                checkout,
                rows,
                rounds,
                foreignRows,
                fewNeighbours,
                manyNeighbours,
                tenants,
                !withoutCostToOthers,
                oneService,
                events,
                strict);
        try (Lifeline lifeline = new Lifeline()) {
            lifeline.announceSignal(() -> console.line("Stopping everything …"));
            return perform(new Benchmark(settings, console, lifeline), lifeline);
        }
    }

    private int perform(Benchmark benchmark, Lifeline lifeline) {
        try {
            if (restoreLog > 0) {
                return benchmark.restore(restoreLog) ? 0 : 1;
            }
            return (consolePages > 0 ? benchmark.openPages(consolePages) : benchmark.perform()) ? 0 : 1;
        } catch (RuntimeException failure) {
            if (!lifeline.isInterrupted()) {
                failure.printStackTrace();
            }
            return 1;
        }
    }
}
