package io.tenantdeletion.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows a job as it goes. */
@Command(
        name = "watch",
        description = "Show a job as it goes, until it has ended.",
        footer = {
            "",
            "Ends with 0 where the job has completed, 3 where it has not. With --json a line for each change. Connects"
                    + " again where the platform is away for up to ten minutes."
        })
final class WatchCommand implements Callable<Integer> {

    @Mixin
    private Connection connection;

    @Parameters(paramLabel = "JOB_ID", description = "The job.")
    private UUID job;

    @Override
    public Integer call() {
        Retries retries = new Retries(connection.err(), Instant.MAX);
        JsonNode last = retries.get(() -> new JobSocket(status -> {
                    retries.answered();
                    show(status);
                })
                .watch(connection.socket(Jobs.PATH + "/" + job + "/progress"), connection.bearer()));
        if (!connection.isJson()) {
            connection.out().println();
        }
        return ExitStatus.of(last);
    }

    private void show(JsonNode status) {
        connection.out().print(connection.isJson() ? status + System.lineSeparator() : "\r\033[K" + Jobs.bar(status));
        connection.out().flush();
    }
}
