package io.tenantdeletion.orchestrator.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.tenantdeletion.commons.test.TestDatabase;
import io.tenantdeletion.orchestrator.OrchestratorTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Old lines are cut off, and the chain is whole all the same. */
@QuarkusTest
class AuditRetentionIT extends OrchestratorTest {

    @Inject
    AuditRetention retention;

    @BeforeEach
    void lines() {
        TestDatabase.execute(
                "select orchestrator.append_audit(gen_random_uuid(), null, 'a', null, 'test.old', null, null,"
                        + " 'done', null, '{}') from generate_series(1, 10)");
        Audit.verification();
    }

    @Test
    void theChainIsWholeBehindACut() {
        long lines = Audit.verification().getLong("lines");

        assertThat(cut(Instant.now().plusSeconds(60), 5)).isEqualTo(5);

        JsonPath chain = Audit.verification();
        assertThat(chain.getBoolean("valid")).as(chain.prettify()).isTrue();
        // The line that tells of it is there, too.
        assertThat(chain.getLong("lines")).isGreaterThanOrEqualTo(lines - 4);
        assertThat(Audit.lines("action=audit.cut").getInt("items[0].detail.lines"))
                .isEqualTo(5);
        assertThat(TestDatabase.query("select 1 from orchestrator.audit_log l, orchestrator.audit_anchor a"
                        + " where l.seq = a.seq + 1 and l.prev_hash = a.hash"))
                .hasSize(1);
    }

    @Test
    void youngLinesStay() {
        assertThat(cut(Instant.now().minus(Duration.ofDays(30)), 1000)).isZero();
    }

    @Tag("long")
    @Test
    void aCutThatNoLineTellsOfIsFound() {
        // Given
        cut(Instant.now().plusSeconds(60), 1);

        // When
        String told = "select seq from orchestrator.audit_log where action = 'audit.cut' order by seq desc limit 1";
        Audit.verification();
        TestDatabase.execute("""
                alter table orchestrator.audit_log disable trigger user;
                update orchestrator.audit_log set action = 'test.cut' where seq = (%s);
                alter table orchestrator.audit_log enable trigger user""".formatted(told));
        JsonPath chain = Audit.verification();

        // Then
        assertThat(chain.getBoolean("valid")).isFalse();
        assertThat(chain.getString("problem")).contains("no line of the log tells of that");
        TestDatabase.execute("""
                alter table orchestrator.audit_log disable trigger user;
                update orchestrator.audit_log set action = 'audit.cut' where action = 'test.cut';
                alter table orchestrator.audit_log enable trigger user""");
        assertThat(Audit.verification().getBoolean("valid")).isTrue();
    }

    private long cut(Instant before, int most) {
        return retention.cut(before, most).await().atMost(Duration.ofSeconds(20));
    }
}
