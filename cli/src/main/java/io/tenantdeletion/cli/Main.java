package io.tenantdeletion.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The command {@code ./tenant-deletion}. */
@Command(
        name = "./tenant-deletion",
        mixinStandardHelpOptions = true,
        version = "tenant-deletion 0.1.0-SNAPSHOT",
        usageHelpAutoWidth = true,
        header = "Deletes tenants across all services, and shows how that goes.",
        description = {
            "",
            "Calls the platform's API with the rights of whoever has logged in. With ./quickstart running:",
            "  set -a; . target/quickstart.env; set +a",
            "  ./tenant-deletion login",
            "  ./tenant-deletion preview $SMALL_TENANT_ID",
            ""
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:done; of watch and wait: the job has completed, or is restored",
            "1:it could not be done; the reason is printed",
            "2:the command line is wrong",
            "3:the job has failed or was cancelled, or the replay; of audit verify: the log is broken",
            "4:of wait: the job is still open"
        },
        subcommands = {
            LoginCommand.class,
            PreviewCommand.class,
            DeleteCommand.class,
            JobsCommand.class,
            WatchCommand.class,
            WaitCommand.class,
            CancelCommand.class,
            RetryCommand.class,
            RestoreCommand.class,
            StopSwitchCommands.Stop.class,
            StopSwitchCommands.Release.class,
            ReplayCommand.class,
            LegalHoldCommand.class,
            CertificateCommand.class,
            AuditCommand.class,
            HelpCommand.class
        })
public final class Main {

    private Main() {}

    /** Runs the command and ends the JVM with its status. */
    public static void main(String[] arguments) {
        System.exit(command().execute(arguments));
    }

    static CommandLine command() {
        return new CommandLine(new Main()).setExecutionExceptionHandler((failure, command, result) -> {
            if (failure instanceof CommandFailedException) {
                command.getErr().println(failure.getMessage());
                return ExitStatus.ERROR;
            }
            throw failure;
        });
    }
}
