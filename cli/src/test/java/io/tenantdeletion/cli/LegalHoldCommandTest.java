package io.tenantdeletion.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What keepers of legal holds and readers of certificates type. */
class LegalHoldCommandTest {

    private static final String ID = "7c0c8a52-4a3f-4d0e-9f57-0a4d3e0f6f11";
    private static final String HOLD = "/api/v1/legal-holds/" + ID;
    private static final String CERTIFICATE = "/api/v1/deletion-jobs/" + ID + "/certificate";

    private final StringWriter out = new StringWriter();

    @Test
    void aHoldIsSetListedAndLifted() throws IOException {
        try (FakeApi api = new FakeApi()) {
            api.on("PUT " + HOLD, 201, "{\"set_at\": \"2026-01-31T00:00:00Z\"}")
                    .on("GET /api/v1/legal-holds", 200, """
                            {"items": [{"subject_id": "%s", "set_at": "2026-01-31T00:00:00Z", "reference": "case 7",
                             "reason": "evidence"}]}""".formatted(ID))
                    .on("DELETE " + HOLD, 204, "");

            assertThat(run(api, "legal-hold", "set", ID, "--reference", "case 7", "--reason", "evidence"))
                    .isZero();
            assertThat(run(api, "legal-hold", "list")).isZero();
            assertThat(run(api, "legal-hold", "lift", ID)).isZero();

            assertThat(api.requests().get(0)).contains("\"reason\":\"evidence\"", "\"reference\":\"case 7\"");
            assertThat(out.toString())
                    .contains(
                            "The hold stands since 2026-01-31T00:00:00Z.",
                            ID + " since 2026-01-31T00:00:00Z: case 7, evidence",
                            "The hold is lifted.");
        }
    }

    @Test
    void aCertificateIsPrintedAsItSaysOrAsItWasSigned() throws IOException {
        try (FakeApi api = new FakeApi()) {
            api.on("GET " + CERTIFICATE, 200, "{\"number\": 1}").on("GET " + CERTIFICATE, 200, "a.b.c");

            assertThat(run(api, "certificate", ID)).isZero();
            assertThat(run(api, "certificate", "--jws", ID)).isZero();

            assertThat(out.toString()).contains("\"number\" : 1", "a.b.c");
        }
    }

    private int run(FakeApi api, String... words) {
        CommandLine command = Main.command();
        command.setOut(new PrintWriter(out, true));
        command.setErr(new PrintWriter(new StringWriter(), true));
        return command.execute(
                Stream.concat(Stream.of(words), Stream.of("--orchestrator", api.url(), "--token", "secret"))
                        .toArray(String[]::new));
    }
}
