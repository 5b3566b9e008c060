package io.tenantdeletion.quickstart;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The command {@code ./quickstart restart}, which speaks to a quickstart that runs in the same checkout. */
@Command(
        name = "restart",
        mixinStandardHelpOptions = true,
        description = "Starts a part of the running quickstart again, with the port and the data that it had.")
final class Restart implements Callable<Integer> {

    private static final Duration TIMEOUT = Duration.ofMinutes(5);

    @Parameters(
            paramLabel = "PART",
            description = "orchestrator, tenant, domain-services, postgresql or keycloak; it may run or have ended.")
    private String part;

    private final Console console;

    Restart(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException {
        Path checkout = Path.of(System.getProperty("quickstart.root", "")).toAbsolutePath();
        if (!Files.exists(checkout.resolve("target/quickstart.env"))) {
            console.failure("No quickstart is running in " + checkout + ". Start one with ./quickstart --serve.");
            return 1;
        }
        String answer = new RestartRequests(checkout.resolve("target/quickstart"))
                .ask(part, TIMEOUT)
                .orElse("The quickstart did not answer.");
        boolean restarted = answer.endsWith(Run.AGAIN);
        if (restarted) {
            console.line(answer);
        } else {
            console.failure(answer);
        }
        return restarted ? 0 : 1;
    }
}
