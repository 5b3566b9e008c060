package io.tenantdeletion.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The audit log. */
@Command(name = "audit", description = "The audit log.", subcommands = AuditCommand.Verify.class)
final class AuditCommand {

    /** Whether the chain is whole. */
    @Command(
            name = "verify",
            description = "Whether no line of the audit log was changed or removed, as a platform admin.",
            footer = {"", "Ends with 0 where the log is whole, 3 where it is not."})
    static final class Verify implements Callable<Integer> {

        @Mixin
        private Connection connection;

        @Override
        public Integer call() {
            JsonNode state = connection.get("/api/v1/audit/verification");
            boolean whole = state.path("valid").asBoolean();
            connection
                    .out()
                    .println(
                            connection.isJson()
                                    ? Http.pretty(state)
                                    : whole ? "The audit log is whole." : "The audit log is broken: " + state);
            return whole ? ExitStatus.DONE : ExitStatus.FAILED;
        }
    }
}
