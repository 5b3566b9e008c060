package io.tenantdeletion.orchestrator.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.smallrye.mutiny.Multi;
import io.tenantdeletion.commons.audit.AuditEvent;
import io.tenantdeletion.commons.test.TestDatabase;
import io.tenantdeletion.orchestrator.OrchestratorTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The chain holds, and where it was tampered with it says so. */
@QuarkusTest
class AuditChainIT extends OrchestratorTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Inject
    AuditLog log;

    @Inject
    AuditSealer sealer;

    @Test
    void holdsUnderManyAppendsAtOnce() {
        long before = Audit.verification().getLong("lines");

        Multi.createFrom()
                .range(0, 400)
                .onItem()
                .transformToUni(n -> log.append(List.of(event(n), event(n), event(n))))
                .merge(16)
                .collect()
                .asList()
                .await()
                .atMost(PATIENCE);

        JsonPath chain = Audit.verification();
        assertThat(chain.getBoolean("valid")).as(chain.prettify()).isTrue();
        assertThat(chain.getLong("lines")).isGreaterThanOrEqualTo(before + 1200);
        assertThat(chain.getMap("$")).doesNotContainKeys("broken_at", "problem");
        assertThat(Audit.metrics()).contains("audit_chain_broken 0.0");
    }

    @Test
    void holdsOverMoreLinesThanOneBatch() {
        TestDatabase.execute("select orchestrator.append_audit(gen_random_uuid(), null, 'a', null, 'test.filled', null,"
                + " null, 'done', null, '{}') from generate_series(1, 2500)");

        JsonPath chain = Audit.verification();

        assertThat(chain.getBoolean("valid")).as(chain.prettify()).isTrue();
        assertThat(chain.getString("head_hash"))
                .isEqualTo(TestDatabase.query("select hash from orchestrator.audit_log order by seq desc limit 1")
                        .get(0));
    }

    @Test
    void theDocumentedQueryFindsNothingInAWholeChain() throws IOException {
        fill(3);
        String page = Files.readString(Path.of("../src-docs/reference/audit.md"));
        String query = page.substring(page.indexOf("```sql") + 6, page.lastIndexOf("```"));

        assertThat(TestDatabase.query(query.strip().replaceAll(";$", ""))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "actor = 'somebody'",
                "at = at + interval '1 microsecond'",
                "outcome = 'failed'",
                "reason = 'because'",
                "detail = detail || '{\"n\": 0}'",
                "subject = null",
                "source = '192.0.2.99'",
                "source_salt = '\\x00'",
                "reason_digest = repeat('a', 64)",
                "reason = null, reason_salt = null, reason_digest = null",
                "hash_version = 1, source_salt = null, source_digest = null, reason_salt = null, reason_digest = null",
                "event_id = gen_random_uuid()",
                "hash = repeat('a', 64)",
                "prev_hash = repeat('a', 64)"
            })
    void findsAChangedLine(String change) {
        long line = fill(3).get(1);

        JsonPath chain = tampered("update orchestrator.audit_log set " + change + " where seq = " + line);

        assertBroken(chain, line);
    }

    @Test
    void findsARemovedLineInTheMiddle() {
        long line = fill(3).get(1);

        assertBroken(tampered("delete from orchestrator.audit_log where seq = " + line), line);
    }

    @Test
    void findsRemovedLinesAtTheEnd() {
        long line = fill(3).get(1);

        assertBroken(tampered("delete from orchestrator.audit_log where seq >= " + line), line);
    }

    @Test
    void findsARemovedFirstLine() {
        fill(1);

        assertBroken(tampered("delete from orchestrator.audit_log where seq = 1"), 1);
    }

    @Test
    void findsSwappedLines() {
        long line = fill(3).get(0);

        JsonPath chain =
                tampered("update orchestrator.audit_log set seq = -seq where seq in (%1$d, %1$d + 1);".formatted(line)
                        + "update orchestrator.audit_log set seq = case -seq when %1$d then %1$d + 1 else %1$d end where seq < 0"
                                .formatted(line));

        assertBroken(chain, line);
    }

    @Test
    void findsALineWhoseOwnHashWasMadeToFit() {
        long line = fill(3).get(1);

        JsonPath chain = tampered("update orchestrator.audit_log set actor = 'somebody' where seq = " + line
                + "; update orchestrator.audit_log set hash = encode(sha256(convert_to(jsonb_build_array(2, prev_hash,"
                + " seq, event_id, (extract(epoch from at) * 1000000)::bigint, actor, source_digest, action, subject,"
                + " job_id, outcome, reason_digest, detail)::text, 'UTF8')), 'hex') where seq = " + line);

        assertBroken(chain, line + 1);
    }

    @Test
    void findsALineThatWasSlippedInAtTheEnd() {
        long line = fill(1).get(0) + 1;

        JsonPath chain = tampered("insert into orchestrator.audit_log select " + line
                + ", gen_random_uuid(), at, actor, source, action, subject, job_id, outcome, reason, detail, hash, hash"
                + " from orchestrator.audit_log where seq = " + (line - 1));

        assertBroken(chain, line);
    }

    @Test
    void findsAChangedHead() {
        long line = fill(1).get(0);

        assertBroken(tampered("update orchestrator.audit_head set hash = repeat('b', 64)"), line + 1);
    }

    @Test
    void aRepeatedEventStaysAsItWasWrittenFirst() {
        AuditEvent event = event(1);
        long line = append(event);

        assertThat(append(event)).isEqualTo(line);
        assertThat(Audit.lines("subject=" + event.subject()).getInt("total")).isEqualTo(1);
    }

    private List<Long> fill(int lines) {
        return IntStream.range(0, lines).mapToObj(n -> append(event(n))).toList();
    }

    private long append(AuditEvent event) {
        return log.append(List.of(event))
                .chain(sealer::seal)
                .chain(() -> log.numberOf(event.eventId()))
                .await()
                .atMost(PATIENCE);
    }

    private static AuditEvent event(int n) {
        Map<String, Object> detail = Map.of("n", n + 1, "words", List.of("a \"quoted\" word", "ñandú"));
        return new AuditEvent(
                UUID.randomUUID(),
                Instant.now(),
                "service:test",
                "192.0.2.7",
                "test.done",
                UUID.randomUUID(),
                UUID.randomUUID(),
                AuditEvent.DONE,
                n % 2 == 0 ? null : "for a test",
                detail);
    }

    private static void assertBroken(JsonPath chain, long line) {
        assertThat(chain.getBoolean("valid")).as(chain.prettify()).isFalse();
        assertThat(chain.getLong("broken_at")).as(chain.prettify()).isEqualTo(line);
        assertThat(chain.getLong("lines")).isEqualTo(line - 1);
        assertThat(chain.getString("problem")).isNotBlank();
        assertThat(Audit.metrics()).contains("audit_chain_broken 1.0").contains("audit_chain_lines " + (line - 1.0));
    }

    /** What the verification says after statements that only a superuser can run; then everything is as before. */
    private static JsonPath tampered(String statements) {
        List<String> save = List.of(
                "set session_replication_role = replica",
                "create table if not exists orchestrator.saved_log as table orchestrator.audit_log",
                "create table if not exists orchestrator.saved_head as table orchestrator.audit_head");
        List<String> restore = List.of(
                "delete from orchestrator.audit_log",
                "insert into orchestrator.audit_log table orchestrator.saved_log",
                "delete from orchestrator.audit_head",
                "insert into orchestrator.audit_head table orchestrator.saved_head",
                "drop table orchestrator.saved_log, orchestrator.saved_head");
        try (Connection connection = TestDatabase.connect();
                Statement statement = connection.createStatement()) {
            run(statement, save);
            try {
                run(statement, List.of(statements));
                return Audit.verification();
            } finally {
                run(statement, restore);
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static void run(Statement statement, List<String> texts) throws SQLException {
        for (String text : texts) {
            statement.execute(text);
        }
    }
}
