package io.tenantdeletion.benchmarks;

import io.tenantdeletion.embedded.RabbitMqServer;
import io.tenantdeletion.quickstart.Console;
import io.tenantdeletion.quickstart.Lifeline;
import io.tenantdeletion.quickstart.Platform;
import io.tenantdeletion.quickstart.Workspace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One run of the benchmark from beginning to end. */
final class Benchmark {

    private static final int WARM_UP = 12;

    private final Settings settings;
    private final Console console;
    private final Lifeline lifeline;

    Benchmark(Settings settings, Console console, Lifeline lifeline) {
        this.settings = settings;
        this.console = console;
        this.lifeline = lifeline;
    }

    /** Returns whether the run is a success: it always is, unless strictness was asked for and an aim is missed. */
    boolean perform() {
        Workspace workspace = lifeline.own(Workspace.of(settings.checkout(), "benchmarks"));
        console.heading("Starting");
        Platform platform = Platform.start(workspace, lifeline, console, broker());
        Findings findings = measure(platform);
        Report report = new Report(findings);
        report.print(console);
        report.write(settings.report());
        console.line("Written to " + workspace.relative(settings.report()) + ".");
        return !settings.strict() || findings.aims().stream().allMatch(Aim::held);
    }

    /** The console's pages with so many jobs, and nothing else; returns as {@link #perform}. */
    boolean openPages(int jobs) {
        Workspace workspace = lifeline.own(Workspace.of(settings.checkout(), "benchmarks"));
        console.heading("Starting");
        Platform platform = Platform.start(workspace, lifeline, console);
        console.heading("Measuring");
        return new ConsolePages(platform, console).run(jobs) || !settings.strict();
    }

    /** The restore log with so many rows, and nothing else; returns as {@link #perform}. */
    boolean restore(long rows) {
        Workspace workspace = lifeline.own(Workspace.of(settings.checkout(), "benchmarks"));
        console.heading("Starting");
        Platform platform = Platform.start(workspace, lifeline, console);
        console.heading("Measuring");
        return new RestoreLogCost(platform, console).run(rows, settings.rounds()) || !settings.strict();
    }

    /**
     * A real RabbitMQ where one is installed, else the embedded broker. Nobody listens: the same tenant comes back.
     * What plain SQL does not do is left out: nothing is kept for a restore, and no files are removed.
     */
    private Platform.Options broker() {
        Platform.Options options = new Platform.Options(
                        Map.of(
                                "DELETION_RETENTION_PERIOD", Platform.AT_ONCE,
                                "DELETION_LISTEN_ENABLED", "false",
                                "DELETION_PARTICIPANTS_TRAINING_CAPABILITIES", "preview,purge,fence,verify"),
                        List.of())
                .restorable(Duration.ZERO);
        return RabbitMqServer.isInstalled()
                ? options.withBroker(lifeline.own(RabbitMqServer.start()).url())
                : options;
    }

    private Findings measure(Platform platform) {
        Rig rig = new Rig(platform);
        Memory memory = new Memory(platform);
        console.heading("Measuring");
        console.status("warming up");
        rig.furnish(settings.foreignRows());
        for (int i = 0; i < WARM_UP; i++) {
            rig.byApi(Settings.SMALL);
        }
        List<Comparison.Result> comparisons = new ArrayList<>();
        List<Memory.Reading> readings = new ArrayList<>();
        for (long rows : settings.rows()) {
            comparisons.add(new Comparison(rig, console).run(rows, settings.rounds(rows)));
            readings.addAll(memory.read(rows));
        }
        Optional<Neighbours.Result> neighbours = settings.manyNeighbours() == 0
                ? Optional.empty()
                : Optional.of(new Neighbours(rig, console)
                        .run(settings.fewNeighbours(), settings.manyNeighbours(), settings.rounds(Settings.SMALL)));
        List<ManyTenants.Result> many =
                settings.tenants() == 0 ? List.of() : new ManyTenants(rig, console).run(settings.tenants());
        List<CostToOthers.Result> others = new ArrayList<>();
        if (settings.costToOthers()) {
            others.addAll(new CostToOthers(rig, console).run(settings.rounds()));
        }
        if (settings.oneService() > 0) {
            others.add(rig.oneService(console).run(settings.oneService()));
        }
        EventDelivery delivery = new EventDelivery(platform, console);
        List<EventDelivery.Result> events = settings.events().stream()
                .filter(waiting -> waiting > 0)
                .map(waiting -> delivery.run(waiting, settings.rounds()))
                .toList();
        return new Findings(Machine.ofThisProcess(), comparisons, readings, neighbours, many, others, events);
    }
}
