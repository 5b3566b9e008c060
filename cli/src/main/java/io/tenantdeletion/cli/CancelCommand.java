package io.tenantdeletion.cli;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes a job back. */
@Command(name = "cancel", description = "Take a job back that has deleted nothing yet.")
final class CancelCommand implements Callable<Integer> {

    @Mixin
    private Connection connection;

    @Parameters(paramLabel = "JOB_ID", description = "The job.")
    private UUID job;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why; it is kept.")
    private String reason;

    @Override
    public Integer call() {
        Map<String, ?> body = reason == null ? Map.of() : Map.of("reason", reason);
        Jobs.print(connection, connection.post(Jobs.PATH + "/" + job + "/cancel", body));
        return ExitStatus.DONE;
    }
}
