package io.tenantdeletion.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The command line against an API that answers what it is told to. */
class MainTest {

    private static final String ID = "7c0c8a52-4a3f-4d0e-9f57-0a4d3e0f6f11";
    private static final String JOB = "/api/v1/deletion-jobs/" + ID;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path home;

    private FakeApi api;

    @BeforeEach
    void start() throws IOException {
        api = new FakeApi();
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @ParameterizedTest
    @CsvSource({"completed, 0", "restored, 0", "failed, 3", "cancelled, 3"})
    void waitTellsWhatTheJobHasComeTo(String status, int exit) {
        api.on("GET " + JOB, 200, job("in_progress")).on("GET " + JOB, 200, job(status));

        assertThat(run("wait", ID)).isEqualTo(exit);
        assertThat(out.toString()).contains(status);
    }

    @Test
    void waitTellsThatAJobIsStillOpen() {
        api.on("GET " + JOB, 200, job("pending"));

        assertThat(run("wait", ID, "--timeout", "0")).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(ints = {502, 503, 504, 429})
    void waitGoesOnWhereThePlatformIsAwayForAMoment(int status) {
        api.on("GET " + JOB, 200, job("in_progress"))
                .on("GET " + JOB, status, "{\"title\": \"Away\"}")
                .on("GET " + JOB, 200, job("completed"));

        assertThat(run("wait", ID)).isZero();
        assertThat(err.toString()).contains("Away Trying again in 1 s.");
    }

    @Test
    void waitTellsThatAJobIsStillOpenWhereTheTimeIsOverWhileThePlatformIsAway() {
        api.on("GET " + JOB, 200, job("in_progress")).on("GET " + JOB, 503, "{\"title\": \"Away\"}");

        assertThat(run("wait", ID, "--timeout", "2")).isEqualTo(4);
    }

    @Test
    void whoHasNeverAnsweredIsNotWaitedFor() {
        api.close();

        assertThat(run("wait", ID)).isEqualTo(1);
        assertThat(run("watch", ID)).isEqualTo(1);
        assertThat(err.toString()).contains("cannot be reached").doesNotContain("Trying again");
    }

    @Test
    void callsCarryTheToken() {
        api.on("GET /api/v1/deletion-jobs", 200, "{\"items\": [" + job("failed") + "], \"total\": 1}");

        assertThat(run("jobs", "--status", "failed")).isZero();

        assertThat(api.requests()).containsExactly("GET /api/v1/deletion-jobs?page=1&status=failed Bearer secret ");
        assertThat(out.toString()).contains(ID).contains("1 jobs");
    }

    @Test
    void theApisAnswerIsPrintedAsItIs() {
        api.on("GET " + JOB, 200, job("completed"));

        run("wait", ID, "--json");

        assertThat(Http.json(out.toString()).path("status").asText()).isEqualTo("completed");
    }

    @Test
    void aDeletionIsConfirmedByTheName() {
        String tenant = "/api/v1/tenants/" + ID;
        api.on("DELETE " + tenant, 202, "{\"job_id\": \"" + ID + "\"}");

        assertThat(run("delete", ID, "--confirm", "Panadería & Co")).isZero();

        assertThat(api.requests().get(0)).startsWith("DELETE " + tenant + "?confirm=Panader%C3%ADa+%26+Co ");
        assertThat(out.toString()).contains("watch " + ID);
    }

    @ParameterizedTest
    @CsvSource({"true, 0", "false, 3"})
    void aBrokenAuditLogIsAnExitStatus(boolean valid, int exit) {
        api.on("GET /api/v1/audit/verification", 200, "{\"valid\": " + valid + "}");

        assertThat(run("audit", "verify")).isEqualTo(exit);
    }

    @Test
    void deletionsAreStoppedAndReleased() {
        api.on("PUT /api/v1/deletion-control", 200, "{\"paused\": true}");

        assertThat(run("pause", "--reason", "an incident")).isZero();

        assertThat(api.requests().get(0)).contains("\"paused\":true").contains("\"reason\":\"an incident\"");
        assertThat(out.toString()).contains("stopped");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cancel", "retry", "restore"})
    void jobsAreDecidedAbout(String command) {
        api.on("POST " + JOB + "/" + command, 200, job("cancelled"));

        assertThat(run(command, ID)).isZero();
    }

    @Test
    void aProblemIsToldInItsWords() {
        api.on("POST " + JOB + "/cancel", 409, "{\"title\": \"Too late\", \"detail\": \"The purge has begun.\"}");

        assertThat(run("cancel", ID)).isEqualTo(1);
        assertThat(err.toString()).contains("Too late. The purge has begun.");
    }

    @Test
    void whoHasNotLoggedInIsToldHow() {
        assertThat(command(
                        "jobs", "--orchestrator", api.url(), "--login-file", home.resolve("none") + "", "--token", ""))
                .isEqualTo(1);
        assertThat(err.toString()).contains("./tenant-deletion login");
    }

    @ParameterizedTest
    @ValueSource(strings = {"wait", "wait nonsense", "delete " + ID, "pause", "unknown"})
    void aWrongCommandLineIsAnExitStatus(String line) {
        assertThat(command(line.split(" "))).isEqualTo(2);
    }

    @Test
    void theLoginIsKeptWhereNobodyElseReadsIt() throws IOException {
        // Given
        api.on("POST /protocol/openid-connect/auth/device", 200, """
                {"device_code": "d", "user_code": "AB-CD", "verification_uri_complete": "http://idp/device?user_code=AB-CD",
                 "expires_in": 60, "interval": 0}""");
        api.on("POST /protocol/openid-connect/token", 400, "{\"error\": \"authorization_pending\"}");
        api.on("POST /protocol/openid-connect/token", 200, "{\"access_token\": \"first\", \"expires_in\": 1}");
        Path file = home.resolve("config/login.json");

        // When
        int status = command("login", "--issuer", api.url(), "--login-file", file.toString());

        // Then
        assertThat(status).isZero();
        assertThat(out.toString()).contains("http://idp/device?user_code=AB-CD");
        assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
    }

    @Test
    void aLoginThatHasEndedIsRenewed() throws IOException {
        Path file = home.resolve("login.json");
        new Login(api.url(), "old", "refresh", Instant.EPOCH).write(file);
        api.on("POST /protocol/openid-connect/token", 200, "{\"access_token\": \"new\", \"expires_in\": 300}");
        api.on("GET " + JOB, 200, job("completed"));

        assertThat(command("wait", ID, "--orchestrator", api.url(), "--login-file", file.toString(), "--token", ""))
                .isZero();

        assertThat(api.requests().get(1)).contains("Bearer new");
        assertThat(Login.read(file).accessToken()).isEqualTo("new");
    }

    @Test
    void everyCommandHasHelp() {
        assertThat(command("--help")).isZero();
        assertThat(out.toString())
                .contains(
                        "login",
                        "preview",
                        "delete",
                        "jobs",
                        "watch",
                        "wait",
                        "cancel",
                        "retry",
                        "restore",
                        "pause",
                        "resume",
                        "audit",
                        "replay-erasures");
        assertThat(command("help", "wait")).isZero();
        assertThat(out.toString()).contains("JOB_ID").contains("--timeout");
    }

    private int run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--orchestrator", api.url(), "--tenants", api.url(), "--token", "secret"));
        return command(all.toArray(String[]::new));
    }

    private int command(String... arguments) {
        CommandLine command = Main.command();
        command.setOut(new PrintWriter(out, true));
        command.setErr(new PrintWriter(err, true));
        return command.execute(arguments);
    }

    private static String job(String status) {
        return "{\"job_id\": \"" + ID + "\", \"status\": \"" + status + "\", \"progress\": 50.0, \"kind\": \"tenant\"}";
    }
}
