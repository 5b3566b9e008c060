package io.tenantdeletion.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** A replay asked for and followed. */
class ReplayCommandTest {

    private static final String ID = "7c0c8a52-4a3f-4d0e-9f57-0a4d3e0f6f11";
    private static final String REPLAYS = "/api/v1/services/pos/replay-erasures";
    private static final String REPLAY = """
            {"replay_id": "%s", "service": "pos", "total": 12, "done": %d, "status": "%s"}""";

    @Test
    void isFollowedToItsEnd() throws IOException {
        try (FakeApi api = new FakeApi()) {
            // Given
            api.on("POST " + REPLAYS, 202, REPLAY.formatted(ID, 0, "in_progress"))
                    .on("GET " + REPLAYS + "/" + ID, 503, "{\"title\": \"Away\"}")
                    .on("GET " + REPLAYS + "/" + ID, 200, REPLAY.formatted(ID, 12, "completed"));
            StringWriter out = new StringWriter();
            CommandLine command = Main.command();
            command.setOut(new PrintWriter(out, true));
            command.setErr(new PrintWriter(new StringWriter(), true));

            // When
            int status = command.execute(
                    "replay-erasures",
                    "pos",
                    "--since",
                    "2026-01-31T00:00:00Z",
                    "--wait",
                    "--orchestrator",
                    api.url(),
                    "--token",
                    "secret");

            // Then
            assertThat(status).isZero();
            assertThat(api.requests().get(0)).startsWith("POST " + REPLAYS + "?since=2026-01-31T00%3A00%3A00Z ");
            assertThat(out.toString()).contains("pos completed: 12 of 12 subjects");
        }
    }
}
