package io.tenantdeletion.cli;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Has a job tried again. */
@Command(name = "retry", description = "Have a failed job tried again, or one that waits for its next attempt at once.")
final class RetryCommand implements Callable<Integer> {

    @Mixin
    private Connection connection;

    @Parameters(paramLabel = "JOB_ID", description = "The job.")
    private UUID job;

    @Option(
            names = "--preview-token",
            paramLabel = "TOKEN",
            description = "Where the rows are not those that were confirmed any more: the token of a new preview.")
    private String previewToken;

    @Override
    public Integer call() {
        Map<String, ?> body = previewToken == null ? Map.of() : Map.of("preview_token", previewToken);
        Jobs.print(connection, connection.post(Jobs.PATH + "/" + job + "/retry", body));
        return ExitStatus.DONE;
    }
}
