package io.tenantdeletion.cli;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Undoes a completed deletion. */
@Command(
        name = "restore",
        description = "Undo the completed deletion of a tenant or a user, for platform admins.",
        footer = {
            "",
            "Until the time that the job says; `wait JOB_ID` waits for its end. Accounts in the identity provider are not"
                    + " brought back."
        })
final class RestoreCommand implements Callable<Integer> {

    @Mixin
    private Connection connection;

    @Parameters(paramLabel = "JOB_ID", description = "The job.")
    private UUID job;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why; it is kept.")
    private String reason;

    @Override
    public Integer call() {
        Map<String, ?> body = reason == null ? Map.of() : Map.of("reason", reason);
        Jobs.print(connection, connection.post(Jobs.PATH + "/" + job + "/restore", body));
        return ExitStatus.DONE;
    }
}
