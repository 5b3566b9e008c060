package io.tenantdeletion.quickstart;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenantdeletion.embedded.BakeryRealm;
import io.tenantdeletion.embedded.PostgresServer;
import io.tenantdeletion.embedded.ServerFailedException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongSupplier;

/** One run of the demonstration from beginning to end. */
final class Run {

    /** What is said of a process that has been started again. */
    static final String AGAIN = " is ready again.";

    private static final long ALIVE_CHECK_MILLIS = 500;
    private static final Duration EVENTS_PATIENCE = Duration.ofSeconds(10);

    private final Settings settings;
    private final Console console;
    private final Lifeline lifeline;
    private Platform platform;
    private EventWatch events;

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
     * @param restores whether it is brought back first, and deleted for good then
     * @param stays whether everything stays up until it is interrupted
     * @param options of the platform
     */
    record Settings(
            Path checkout,
            boolean deletes,
            boolean restores,
            boolean stays,
            Platform.Options options,
            long sharedRows,
            long smallRows,
            long mediumRows,
            long largeRows) {}

    /** Returns whether everything held that was to be shown. */
    boolean perform() {
        Workspace workspace = lifeline.own(Workspace.of(settings.checkout()));
        console.heading("Starting");
        Notifications notifications = Notifications.receive(lifeline, console);
        platform =
                Platform.start(workspace, lifeline, console, settings.options().with(notifications.settings()));
        notifications.register(api());

        console.heading("Filling");
        DemoData data = new DemoData(platform.postgres());
        filled("shared", "city data", () -> data.fillShared(settings.sharedRows()));
        filled(DemoTenant.SMALL, data, settings.smallRows());
        filled(DemoTenant.MEDIUM, data, settings.mediumRows());
        LeaverData leaver = new LeaverData(platform.postgres(), data);
        filled("small", DemoTenant.STAYING.title(), () -> leaver.fillStaying(settings.smallRows()));
        Proof proof = settings.deletes() ? remember(platform.postgres()) : null;
        events = settings.deletes() ? lifeline.own(EventWatch.of(platform.broker())) : null;
        long large = filled(DemoTenant.LARGE, data, settings.largeRows());
        if (!settings.deletes()) {
            filled(leaver);
            fillCatalogue();
        }

        EnvFile.write(workspace.envFile(), Facts.of(platform));
        console.note("Addresses, users and process ids are in " + workspace.relative(workspace.envFile()) + ", logs in "
                + workspace.relative(workspace.log("").getParent()) + ".");

        boolean held = proof == null || deleteAndProve(proof, large) & deleteUserAndProve(proof, leaver);
        if (settings.deletes()) {
            held &= show("What others were told", notifications.of(DemoTenant.LARGE, BakeryRealm.LEAVER));
        }
        if (settings.stays()) {
            if (settings.deletes()) {
                fillCatalogue(); // not before the proof, which compares every table with what it was
            }
            suggest();
            stay(workspace);
        }
        return held;
    }

    private void fillCatalogue() {
        DemoCatalogue catalogue =
                new DemoCatalogue(api(), platform.domainServices().url());
        filled("catalogue", "parks and rides", catalogue::fill);
    }

    private void filled(LeaverData leaver) {
        filled("user", BakeryRealm.LEAVER.username() + " and her own", () -> leaver.fill(settings.smallRows()));
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
        ModelFiles files =
                ModelFiles.write(platform.modelFiles(), platform.postgres(), tenant.id(), DemoTenant.SMALL.id());
        Deletion deletion = new Deletion(api(), console, lifeline);
        Restoration restoration = new Restoration(api(), console, lifeline);
        if (settings.restores()) {
            Proof whole = remember(platform.postgres());
            restoration.undo(tenant, deletion.run(tenant));
            if (!show(whole.ofRestored())) {
                return false;
            }
        }
        Deletion.Outcome outcome = deletion.run(tenant);
        console.note(RowChecks.of(platform.postgres()));
        showEvents(tenant.id(), "tenant.deleted");

        List<Proof.Check> checks = proof.of(tenant, rows, outcome);
        checks.add(restoration.certificate(outcome));
        checks.add(files.goneOf(tenant.id()));
        boolean held = show(checks);
        console.line(console.bold(
                held
                        ? Text.some(outcome.totalDeleted(), "row") + " of " + tenant.title() + " deleted in "
                                + Text.time(outcome.took()) + "; counted and proven "
                                + Text.time(since(outcome.requested())) + " after the request."
                        : "Not everything held."));
        return held;
    }

    private boolean deleteUserAndProve(Proof proof, LeaverData data) {
        console.heading("Filling");
        filled(data);
        PlatformApi api = api();
        new UserDeletion(api, console).run();
        showEvents(BakeryRealm.LEAVER.id(), "user.deleted");
        return show(new UserProof(platform.postgres(), api).of(proof));
    }

    private void showEvents(UUID subject, String last) {
        console.blank();
        console.line("  Told over the broker, exchange tenant.events:");
        List<JsonNode> told = events.about(subject, last, EVENTS_PATIENCE, lifeline);
        told.forEach(event -> console.note(Text.padRight(event.path("type").asText(), 28) + event.path("data")));
        if (told.isEmpty()) {
            console.note("nothing within " + Text.time(EVENTS_PATIENCE));
        }
    }

    private boolean show(List<Proof.Check> checks) {
        return show("Proof", checks);
    }

    private boolean show(String title, List<Proof.Check> checks) {
        console.heading(title);
        checks.forEach(check -> console.check(check.held(), check.text()));
        console.blank();
        return checks.stream().allMatch(Proof.Check::held);
    }

    private PlatformApi api() {
        return new PlatformApi(
                platform.keycloak().tokenEndpoint(),
                platform.orchestrator().url(),
                platform.tenant().url());
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

    /** The loss of a part is what the platform is built for: it is said, and whoever is here brings the part back. */
    private void stay(Workspace workspace) {
        RestartRequests requests = workspace.restartRequests();
        requests.clear();
        Set<Long> lost = new HashSet<>();
        while (true) {
            platform.processes().forEach((name, process) -> {
                if (!process.isAlive() && lost.add(process.pid())) {
                    console.line(name + " has ended; its log is " + workspace.relative(process.log())
                            + ". It comes back with ./quickstart restart " + name + ".");
                }
            });
            requests.take().ifPresent(name -> requests.answer(restart(name, workspace)));
            lifeline.pause(ALIVE_CHECK_MILLIS);
        }
    }

    private String restart(String name, Workspace workspace) {
        String said;
        try {
            platform.restart(name);
            EnvFile.write(workspace.envFile(), Facts.of(platform));
            said = name + AGAIN;
        } catch (IllegalArgumentException | ServerFailedException failure) {
            said = failure.getMessage();
        }
        console.line(said);
        return said;
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
