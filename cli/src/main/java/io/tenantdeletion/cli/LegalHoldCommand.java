package io.tenantdeletion.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Whose data must not be deleted. */
@Command(
        name = "legal-hold",
        description = "Legal holds, for whoever keeps them: nobody who is held is deleted.",
        subcommands = {LegalHoldCommand.All.class, LegalHoldCommand.Set.class, LegalHoldCommand.Lift.class})
final class LegalHoldCommand {

    private static final String PATH = "/api/v1/legal-holds";

    /** Those that stand. */
    @Command(name = "list", description = "The holds that stand, newest first.")
    static final class All implements Callable<Integer> {

        @Mixin
        private Connection connection;

        @Option(names = "--page", paramLabel = "NUMBER", defaultValue = "1", description = "Which page, from 1.")
        private int page;

        @Override
        public Integer call() {
            JsonNode holds = connection.get(PATH + "?page=" + page);
            if (connection.isJson()) {
                connection.out().println(Http.pretty(holds));
            } else {
                holds.path("items")
                        .forEach(hold -> connection
                                .out()
                                .println(hold.path("subject_id").asText() + " since "
                                        + hold.path("set_at").asText() + ": "
                                        + hold.path("reference").asText() + ", "
                                        + hold.path("reason").asText()));
            }
            return ExitStatus.DONE;
        }
    }

    /** Sets one. */
    @Command(name = "set", description = "Forbid that a tenant or user is deleted; deletions under way stop.")
    static final class Set implements Callable<Integer> {

        @Mixin
        private Connection connection;

        @Parameters(paramLabel = "ID", description = "The tenant or user.")
        private UUID subject;

        @Option(names = "--reference", required = true, paramLabel = "TEXT", description = "Of the case; names nobody.")
        private String reference;

        @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why.")
        private String reason;

        @Override
        public Integer call() {
            JsonNode hold = connection.put(PATH + "/" + subject, Map.of("reason", reason, "reference", reference));
            connection
                    .out()
                    .println(
                            connection.isJson()
                                    ? Http.pretty(hold)
                                    : "The hold stands since "
                                            + hold.path("set_at").asText() + ".");
            return ExitStatus.DONE;
        }
    }

    /** Lifts it. */
    @Command(name = "lift", description = "Lift a hold; deletions that wait for it go on.")
    static final class Lift implements Callable<Integer> {

        @Mixin
        private Connection connection;

        @Parameters(paramLabel = "ID", description = "The tenant or user.")
        private UUID subject;

        @Override
        public Integer call() {
            connection.delete(PATH + "/" + subject);
            connection.out().println("The hold is lifted.");
            return ExitStatus.DONE;
        }
    }
}
