package io.tenantdeletion.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The stop switch. */
final class StopSwitchCommands {

    private static final String PATH = "/api/v1/deletion-control";

    private StopSwitchCommands() {}

    private static int set(Connection connection, Map<String, ?> body) {
        JsonNode state = connection.put(PATH, body);
        connection
                .out()
                .println(
                        connection.isJson()
                                ? Http.pretty(state)
                                : "Deletions are " + (state.path("paused").asBoolean() ? "stopped." : "released."));
        return ExitStatus.DONE;
    }

    /** Stops all deletions. */
    @Command(name = "pause", description = "Stop all deletions, as a platform admin: none begins or goes on.")
    static final class Stop implements Callable<Integer> {

        @Mixin
        private Connection connection;

        @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why; everybody sees it.")
        private String reason;

        @Override
        public Integer call() {
            return set(connection, Map.of("paused", true, "reason", reason));
        }
    }

    /** Releases them. */
    @Command(name = "resume", description = "Let deletions go on, as a platform admin.")
    static final class Release implements Callable<Integer> {

        @Mixin
        private Connection connection;

        @Override
        public Integer call() {
            return set(connection, Map.of("paused", false));
        }
    }
}
