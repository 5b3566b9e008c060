package io.tenantdeletion.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Has a service erase everybody again. */
@Command(
        name = "replay-erasures",
        description =
                "Have a service erase everybody again who was erased, as a platform admin: after a backup of it was"
                        + " restored, or where it comes late.",
        footer = {
            "",
            "Ends with 0 where it has begun; with --wait, where it has completed, 3 where it was cancelled. Tenants that"
                    + " the tenant service knows are left alone."
        })
final class ReplayCommand implements Callable<Integer> {

    private static final Duration PAUSE = Duration.ofSeconds(1);

    @Mixin
    private Connection connection;

    @Parameters(paramLabel = "SERVICE", description = "The service, such as pos.")
    private String service;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "Everybody who was erased then or later, such as 2026-01-31T00:00:00Z; all without it.")
    private Instant since;

    @Option(names = "--wait", description = "Wait until it has ended, and show how far it is.")
    private boolean wait;

    @Override
    public Integer call() {
        String path = "/api/v1/services/" + URLEncoder.encode(service, StandardCharsets.UTF_8) + "/replay-erasures";
        String query = since == null ? "" : "?" + Http.encoded(Map.of("since", since.toString()));
        JsonNode replay = connection.post(path + query, Map.of());
        String own = path + "/" + replay.path("replay_id").asText();
        if (wait) {
            Retries retries = new Retries(connection.err(), Instant.MAX);
            retries.answered();
            while (!isOver(replay)) {
                show(replay);
                Pause.of(PAUSE);
                replay = retries.get(() -> connection.get(own));
            }
        }
        if (connection.isJson()) {
            connection.out().println(Http.pretty(replay));
        } else {
            show(replay);
            connection.out().println();
        }
        return isOver(replay) && !replay.path("status").asText().equals("completed")
                ? ExitStatus.FAILED
                : ExitStatus.DONE;
    }

    private static boolean isOver(JsonNode replay) {
        return !replay.path("status").asText().equals("in_progress");
    }

    private void show(JsonNode replay) {
        if (!connection.isJson()) {
            connection
                    .out()
                    .print("\r\033[K%s %s: %,d of %,d subjects, %,d rows found, %,d findings%s"
                            .formatted(
                                    replay.path("service").asText(),
                                    replay.path("status").asText().replace('_', ' '),
                                    replay.path("done").asLong(),
                                    replay.path("total").asLong(),
                                    replay.path("rows_found").asLong(),
                                    replay.path("findings").asLong(),
                                    replay.path("waiting_for").isTextual()
                                            ? ", waits: "
                                                    + replay.path("waiting_for").asText()
                                            : ""));
            connection.out().flush();
        }
    }
}
