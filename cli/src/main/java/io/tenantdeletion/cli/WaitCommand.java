package io.tenantdeletion.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Waits for the end of a job. */
@Command(
        name = "wait",
        description = "Wait until a job has ended, and print it.",
        footer = {
            "",
            "Ends with 0 where the job has completed, 3 where it has failed or was cancelled, 4 where it is still"
                    + " open when the time is over. Goes on waiting while the platform is away for up to ten minutes."
        })
final class WaitCommand implements Callable<Integer> {

    private static final Duration PAUSE = Duration.ofSeconds(1);

    @Mixin
    private Connection connection;

    @Parameters(paramLabel = "JOB_ID", description = "The job.")
    private UUID job;

    @Option(names = "--timeout", paramLabel = "SECONDS", description = "The longest time; without it, for ever.")
    private Long timeout;

    @Override
    public Integer call() {
        Instant end = timeout == null ? Instant.MAX : Instant.now().plusSeconds(timeout);
        Retries retries = new Retries(connection.err(), end);
        JsonNode now = retries.get(this::read);
        while (ExitStatus.of(now) == ExitStatus.OPEN && Instant.now().isBefore(end)) {
            Pause.of(PAUSE);
            now = again(retries, now);
        }
        Jobs.print(connection, now);
        return ExitStatus.of(now);
    }

    /** When the time is over while nobody answers, the job is still open as far as anybody knows. */
    private JsonNode again(Retries retries, JsonNode known) {
        try {
            return retries.get(this::read);
        } catch (UnavailableException away) {
            if (timeout == null) {
                throw away;
            }
            connection.err().println(away.getMessage());
            return known;
        }
    }

    private JsonNode read() {
        return connection.get(Jobs.PATH + "/" + job);
    }
}
