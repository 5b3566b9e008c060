package io.tenantdeletion.quickstart;

import io.tenantdeletion.embedded.PostgresServer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;

/** One run of the demonstration from beginning to end. */
final class Run {

    private static final long ALIVE_CHECK_MILLIS = 1_000;

    private final Settings settings;
    private final Console console;
    private final Lifeline lifeline;
    private Platform platform;

    Run(Settings settings, Console console, Lifeline lifeline) {
        this.settings = settings;
        this.console = console;
        this.lifeline = lifeline;
    }

    /**
     * What to do.
     *
     * @param checkout the root of the checkout, which has been built
     * @param deletes whether the large tenant is deleted
     * @param stays whether everything stays up until it is interrupted
     */
    record Settings(
            Path checkout,
            boolean deletes,
            boolean stays,
            long sharedRows,
            long smallRows,
            long mediumRows,
            long largeRows) {}

    /** Returns whether everything held that was to be shown. */
    boolean perform() {
        Workspace workspace = lifeline.own(Workspace.of(settings.checkout()));
        console.heading("Starting");
        platform = Platform.start(workspace, lifeline, console);

        console.heading("Filling");
        DemoData data = new DemoData(platform.postgres());
        filled("shared", "city data", () -> data.fillShared(settings.sharedRows()));
        filled(DemoTenant.SMALL, data, settings.smallRows());
        filled(DemoTenant.MEDIUM, data, settings.mediumRows());
        Proof proof = settings.deletes() ? remember(platform.postgres()) : null;
        long large = filled(DemoTenant.LARGE, data, settings.largeRows());

        EnvFile.write(workspace.envFile(), Facts.of(platform));
        console.note("Addresses, users and process ids are in " + workspace.relative(workspace.envFile()) + ", logs in "
                + workspace.relative(workspace.log("").getParent()) + ".");

        boolean held = proof == null || deleteAndProve(proof, large);
        if (settings.stays()) {
            suggest();
            stay();
        }
        return held;
    }

    private long filled(DemoTenant tenant, DemoData data, long rows) {
        String size = tenant.name().toLowerCase(Locale.ROOT);
        return filled(size, tenant.title(), () -> data.fill(tenant, rows));
    }

    private long filled(String size, String whose, LongSupplier fill) {
        Instant begin = Instant.now();
        long rows = fill.getAsLong();
        console.done(size, Text.padRight(whose, 18) + Text.padLeft(Text.some(rows, "row"), 14), since(begin));
        return rows;
    }

    private Proof remember(PostgresServer postgres) {
        Instant begin = Instant.now();
        Proof proof = Proof.startingNow(postgres);
        console.done("fingerprint", "of every table, to compare with later", since(begin));
        return proof;
    }

    private boolean deleteAndProve(Proof proof, long rows) {
        DemoTenant tenant = DemoTenant.LARGE;
        PlatformApi api = new PlatformApi(
                platform.keycloak().tokenEndpoint(),
                platform.orchestrator().url(),
                platform.tenant().url());
        Deletion.Outcome outcome = new Deletion(api, console, lifeline).run(tenant);

        console.heading("Proof");
        List<Proof.Check> checks = proof.of(tenant, rows, outcome);
        checks.forEach(check -> console.check(check.held(), check.text()));
        boolean held = checks.stream().allMatch(Proof.Check::held);
        console.blank();
        console.line(console.bold(
                held
                        ? Text.some(outcome.totalDeleted(), "row") + " of " + tenant.title() + " deleted in "
                                + Text.time(outcome.took()) + "; counted and proven "
                                + Text.time(since(outcome.requested())) + " after the request."
                        : "Not everything held."));
        return held;
    }

    private void suggest() {
        NextSteps steps = new NextSteps(platform, settings.deletes() ? DemoTenant.MEDIUM : DemoTenant.LARGE);
        console.heading("What to try next");
        steps.addresses().forEach(text -> console.line("  " + text));
        console.blank();
        steps.users().forEach(text -> console.line("  " + text));
        console.blank();
        steps.commands().forEach(console::line);
        console.blank();
        console.line(console.bold("Everything is running. Ctrl-C stops it."));
    }

    private void stay() {
        while (platform.ended().isEmpty()) {
            lifeline.pause(ALIVE_CHECK_MILLIS);
        }
        throw platform.ended().orElseThrow().failed("has ended by itself");
    }

    /** The log of a process that died meanwhile says more than the failure it caused. */
    RuntimeException explained(RuntimeException failure) {
        return platform == null || platform.postgres() == null
                ? failure
                : platform.ended()
                        .<RuntimeException>map(dead -> dead.failed("has ended by itself"))
                        .orElse(failure);
    }

    private static Duration since(Instant begin) {
        return Duration.between(begin, Instant.now());
    }
}
