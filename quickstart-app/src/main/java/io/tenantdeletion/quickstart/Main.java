package io.tenantdeletion.quickstart;

import io.tenantdeletion.embedded.ServerFailedException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code ./quickstart}. */
@Command(
        name = "./quickstart",
        mixinStandardHelpOptions = true,
        version = "tenant-deletion 0.1.0-SNAPSHOT",
        sortOptions = false,
        usageHelpAutoWidth = true,
        header = "Deletes a tenant across twelve services, on this machine, with real parts.",
        description = {
            "",
            "Starts PostgreSQL, Keycloak and the three applications as separate processes, fills a few tenants,"
                    + " deletes the large one through the public API and proves that all of it is gone and nothing else"
                    + " is. Then a person deletes her own account: a tenant that is hers alone goes, one that she shares"
                    + " changes hands. Then everything stays up until Ctrl-C.",
            ""
        },
        footer = {
            "",
            "Addresses, users and process ids are in target/quickstart.env while it runs, logs in target/quickstart/logs."
                    + " Servers are kept ready in ~/.cache/tenant-deletion (TENANT_DELETION_CACHE names another place)."
        })
public final class Main implements Callable<Integer> {

    @ArgGroup
    private Mode mode = new Mode();

    @Option(names = "--large-rows", paramLabel = "N", description = "Rows of the large tenant (${DEFAULT-VALUE}).")
    private long largeRows = 1_000_000;

    @Option(names = "--medium-rows", paramLabel = "N", description = "Rows of the medium tenant (${DEFAULT-VALUE}).")
    private long mediumRows = 100_000;

    @Option(names = "--small-rows", paramLabel = "N", description = "Rows of the small tenant (${DEFAULT-VALUE}).")
    private long smallRows = 1_000;

    @Option(names = "--shared-rows", paramLabel = "N", description = "Rows of each shared table (${DEFAULT-VALUE}).")
    private long sharedRows = 500;

    @Option(
            names = "--retention",
            paramLabel = "TIME",
            description =
                    "How long a deletion can be taken back before it begins, such as 90s or 30d, which is what the"
                            + " orchestrator does by itself. Needs --serve (${DEFAULT-VALUE}: deletions begin at once).")
    private String retention = Platform.AT_ONCE;

    @Option(
            names = "--rabbitmq",
            paramLabel = "URL",
            description = "A broker that runs already, such as amqp://guest:guest@localhost:5672, for events to travel"
                    + " over (an embedded one).")
    private URI rabbitmq;

    @Spec
    private CommandSpec spec;

    private static final class Mode {
        @Option(names = "--exit", description = "End after the proof: status 0 only if all of it held.")
        private boolean exit;

        @Option(
                names = "--restore",
                description = "Bring the large tenant back after its deletion, delete it for good then, check its"
                        + " certificate, and end as with --exit.")
        private boolean restore;

        @Option(names = "--serve", description = "Start and fill only; delete nothing.")
        private boolean serve;
    }

    private final Console console;

    Main(Console console) {
        this.console = console;
    }

    /** Runs the command and ends the JVM with its status. */
    public static void main(String[] arguments) {
        System.exit(command(Console.ofProcess()).execute(arguments));
    }

    static CommandLine command(Console console) {
        return new CommandLine(new Main(console)).addSubcommand(new Restart(console));
    }

    @Override
    public Integer call() {
        requireRows("--large-rows", largeRows);
        requireRows("--medium-rows", mediumRows);
        requireRows("--small-rows", smallRows);
        requireRows("--shared-rows", sharedRows);
        if (!retention.matches("[0-9]{1,6}[smhd]")) {
            throw new ParameterException(spec.commandLine(), "--retention takes a time such as 90s, 12h or 30d.");
        }
        if (!mode.serve && !retention.equals(Platform.AT_ONCE)) {
            throw new ParameterException(
                    spec.commandLine(), "--retention needs --serve: the demonstration does not wait for its end.");
        }
        Path checkout = Path.of(System.getProperty("quickstart.root", "")).toAbsolutePath();
        Run.Settings settings = new Run.Settings(
                checkout,
                !mode.serve,
                mode.restore,
                !mode.exit && !mode.restore,
                options(),
                sharedRows,
                smallRows,
                mediumRows,
                largeRows);
        try (Lifeline lifeline = new Lifeline()) {
            lifeline.announceSignal(() -> console.line("Stopping everything …"));
            return perform(new Run(settings, console, lifeline), lifeline);
        }
    }

    private Platform.Options options() {
        Platform.Options options = Platform.Options.retaining(retention).restorable(window());
        return rabbitmq == null ? options : options.withBroker(rabbitmq.toString());
    }

    /** The demonstration deletes for good; whoever plays with the platform can undo what was done. */
    private Duration window() {
        return mode.restore ? Restoration.WINDOW : mode.serve ? Duration.ofDays(7) : Duration.ZERO;
    }

    private void requireRows(String option, long rows) {
        if (rows < 1) {
            throw new ParameterException(spec.commandLine(), option + " must be at least 1.");
        }
    }

    private int perform(Run run, Lifeline lifeline) {
        try {
            return run.perform() ? 0 : 1;
        } catch (RuntimeException failure) {
            if (!lifeline.isInterrupted()) {
                report(run.explained(failure));
            }
            return 1;
        }
    }

    private void report(RuntimeException failure) {
        if (failure instanceof QuickstartException
                || failure instanceof UncheckedIOException
                || failure instanceof IllegalStateException) {
            console.failure(failure.getMessage());
        } else if (failure instanceof ServerFailedException server) {
            console.failure(server.getMessage());
            console.line("The whole log: " + server.log());
        } else {
            // Nobody foresaw it: the stack is what helps.
            failure.printStackTrace();
        }
    }
}
