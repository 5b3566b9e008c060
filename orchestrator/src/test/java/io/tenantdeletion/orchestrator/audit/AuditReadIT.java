package io.tenantdeletion.orchestrator.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.tenantdeletion.commons.test.TestDatabase;
import io.tenantdeletion.commons.test.Tokens;
import io.tenantdeletion.orchestrator.OrchestratorTest;
import io.tenantdeletion.orchestrator.api.Api;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reading, filtering and exporting lines. */
@QuarkusTest
class AuditReadIT extends OrchestratorTest {

    private static final String NDJSON = "application/x-ndjson";

    private final UUID subject = UUID.randomUUID();
    private final UUID job = UUID.randomUUID();

    @Test
    void pagesAreNewestFirstAndForgetNoLine() {
        fill(1050, "test.paged");

        List<Integer> numbers = new ArrayList<>();
        for (int page = 1; page <= 4; page++) {
            JsonPath answer = Audit.lines("subject=" + subject + "&page=" + page);
            assertThat(answer.getInt("page")).isEqualTo(page);
            assertThat(answer.getInt("page_size")).isEqualTo(500);
            assertThat(answer.getInt("total")).isEqualTo(1050);
            numbers.addAll(answer.getList("items.detail.n"));
        }

        assertThat(numbers)
                .isEqualTo(LongStream.rangeClosed(1, 1050)
                        .mapToObj(n -> (int) (1051 - n))
                        .toList());
    }

    @Test
    void aPageHasFiftyLinesWhereNobodySaysOtherwise() {
        fill(51, "test.paged");

        admin("subject=" + subject, "application/json")
                .then()
                .body("items.size()", equalTo(50))
                .body("page_size", equalTo(50));
    }

    @Test
    void linesAreFilteredByEachPart() {
        fill(3, "test.one");
        fill(2, "test.other");
        String one = "subject=" + subject + "&";

        assertThat(total("subject=" + subject)).isEqualTo(5);
        assertThat(total("job_id=" + job)).isEqualTo(5);
        assertThat(total(one + "action=test.one")).isEqualTo(3);
        assertThat(total(one + "actor=service:filler")).isEqualTo(5);
        assertThat(total(one + "actor=nobody")).isZero();
        assertThat(total(one + "from=2020-01-01T00:00:01Z")).isEqualTo(5);
        assertThat(total(one + "from=2020-01-01T00:00:02Z")).isEqualTo(3);
        assertThat(total(one + "to=2020-01-01T00:00:02Z")).isEqualTo(2);
        assertThat(total(one + "from=2020-01-01T02:00:02%2B02:00&to=2020-01-01T00:00:03Z"))
                .isEqualTo(2);
        assertThat(total("subject=" + UUID.randomUUID())).isZero();
    }

    @Test
    void anExportHasEveryLineInTheOrderOfTheChain() {
        fill(5321, "test.exported");

        Response answer = admin("subject=" + subject, NDJSON);

        assertThat(answer.contentType()).isEqualTo(NDJSON);
        assertThat(answer.asString()).endsWith("}\n");
        List<JsonObject> lines = answer.asString().lines().map(JsonObject::new).toList();
        assertThat(lines.stream().map(line -> line.getJsonObject("detail").getLong("n")))
                .isEqualTo(LongStream.rangeClosed(1, 5321).boxed().toList());
        for (int index = 1; index < lines.size(); index++) {
            assertThat(lines.get(index).getString("prev_hash"))
                    .isEqualTo(lines.get(index - 1).getString("hash"));
        }
    }

    @Test
    void anExportIsAuditedAndHasNoEndWithoutThat() {
        admin("subject=" + subject, NDJSON).then().statusCode(200).body(equalTo(""));

        JsonPath lines = Audit.lines("subject=" + subject);
        assertThat(lines.getList("items.action")).containsExactly("audit.exported");
        assertThat(lines.<String, Object>getMap("items[0].detail.filter"))
                .containsOnlyKeys("subject")
                .containsEntry("subject", subject.toString());
        assertThat(lines.getString("items[0].source")).isEqualTo("127.0.0.1");
    }

    @Tag("long")
    @Test
    void aReaderThatGoesAwayIsWorthOneLineOfTheLog() throws IOException {
        fill(20_000, "test.exported");
        Queue<String> log = new ConcurrentLinkedQueue<>();
        Handler handler = new LogLines(log);
        Logger root = LogManager.getLogManager().getLogger("");
        root.addHandler(handler);
        try (Socket socket = new Socket("localhost", RestAssured.port)) {
            socket.setReceiveBufferSize(1024);
            socket.setSoLinger(true, 0); // gone without a good-bye
            socket.getOutputStream()
                    .write(("GET " + Audit.PATH + "?subject=" + subject + " HTTP/1.1\r\nHost: localhost\r\nAccept: "
                                    + NDJSON + "\r\nAuthorization: Bearer " + Tokens.platformAdmin() + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            socket.getInputStream().readNBytes(2000);
        }

        Awaitility.await()
                .dontCatchUncaughtExceptions()
                .until(() -> log.stream().anyMatch(line -> line.contains("has gone away")));
        Audit.verification(); // whatever else there is to be said is said by now
        root.removeHandler(handler);
        assertThat(log).hasSize(1);
    }

    /** Warnings, and what the resource says itself. */
    private static final class LogLines extends Handler {

        private final Queue<String> lines;

        private LogLines(Queue<String> lines) {
            this.lines = lines;
            setLevel(Level.INFO);
        }

        @Override
        public void publish(LogRecord line) {
            // A pool of an earlier test that still gives up its waiting requests is not what this is about.
            boolean warns = line.getLevel().intValue() >= Level.WARNING.intValue()
                    && !line.getLoggerName().startsWith("io.quarkus.vertx");
            if (warns || line.getLoggerName().equals("io.tenantdeletion.orchestrator.api.AuditExport")) {
                lines.add(line.getMessage());
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    @Test
    void readingIsNotAudited() {
        Audit.lines("subject=" + subject);

        assertThat(total("subject=" + subject)).isZero();
    }

    @Test
    void withoutAWishTheAnswerIsJson() {
        Api.as(Tokens.platformAdmin()).accept("*/*").get(Audit.PATH).then().contentType("application/json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "subject=nonsense",
                "subject=1-1-1-1-1",
                "job_id=nonsense",
                "actor=",
                "subject=",
                "action",
                "to=",
                "actor=a%20b",
                "actor=%00",
                "action=%0a",
                "from=yesterday",
                "from=2026-01-01",
                "from=2026-01-01T00:00:00",
                "to=-999999999-01-01T00:00:00Z",
                "to=+999999999-01-01T00:00:00Z",
                "from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z",
                "from=2026-01-01T00:00:00Z&to=2026-01-01T00:00:00Z",
                "page=0",
                "page=first",
                "page_size=501",
                "page=99999999999"
            })
    void badFiltersAreRefused(String query) {
        for (String type : new String[] {"application/json", NDJSON}) {
            if (type.equals(NDJSON) && query.startsWith("page")) {
                continue;
            }
            Response answer = admin(query, type);
            assertThat(answer.statusCode()).as(type).isEqualTo(400);
            assertThat(answer.contentType()).as(type).isEqualTo("application/problem+json");
        }
    }

    private void fill(int lines, String action) {
        TestDatabase.execute("select orchestrator.append_audit(gen_random_uuid(), timestamptz '2020-01-01Z' + n *"
                + " interval '1 second', 'service:filler', null, '" + action + "', '" + subject + "', '" + job
                + "', 'done', null, jsonb_build_object('n', n)) from generate_series(1, " + lines + ") as n");
    }

    private static int total(String query) {
        return Audit.lines(query).getInt("total");
    }

    private static Response admin(String query, String type) {
        return Api.as(Tokens.platformAdmin())
                .urlEncodingEnabled(false)
                .accept(type)
                .get(Audit.PATH + "?" + query);
    }
}
