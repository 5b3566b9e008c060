package io.tenantdeletion.orchestrator.audit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import io.tenantdeletion.commons.test.TestDatabase;
import io.tenantdeletion.orchestrator.OrchestratorTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever leaves the triggers alone can only append, and erase texts together with their salts. */
@QuarkusTest
class AppendOnlyIT extends OrchestratorTest {

    private static final String LINE = "select orchestrator.append_audit(gen_random_uuid(), null, 'a', '192.0.2.7',"
            + " 'test.done', null, null, 'done', 'for a test', '{}');";

    @BeforeEach
    void lines() {
        Audit.insertLineOfVersionOne("a line of before");
        TestDatabase.execute(LINE);
        Audit.verification();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update orchestrator.audit_log set actor = 'somebody'",
                "update orchestrator.audit_log set actor = 'somebody' where false",
                "delete from orchestrator.audit_log",
                "truncate orchestrator.audit_log",
                "truncate orchestrator.audit_head",
                "delete from orchestrator.audit_head",
                "update orchestrator.audit_head set seq = seq - 1",
                "update orchestrator.audit_head set seq = seq + 1",
                "update orchestrator.audit_head set hash = repeat('a', 64)",
                "update orchestrator.audit_log set reason = 'because', reason_salt = 'salt'",
                "update orchestrator.audit_log set reason_salt = 'salt' where reason is not null",
                "update orchestrator.audit_log set reason_digest = null where false",
                "update orchestrator.audit_log set reason = null, reason_salt = null, actor = 'somebody'",
                "update orchestrator.audit_log set reason = null where hash_version = 1",
                "update orchestrator.audit_anchor set seq = seq - 1",
                "update orchestrator.audit_anchor a set (seq, hash) = (select seq, hash from orchestrator.audit_head)",
                "update orchestrator.audit_anchor set seq = seq + 1, hash = repeat('a', 64)",
                "delete from orchestrator.audit_anchor",
                "update orchestrator.audit_log_unsealed set actor = 'somebody'",
                "delete from orchestrator.audit_log_unsealed",
                "truncate orchestrator.audit_log_unsealed"
            })
    void theDatabaseRefusesChanges(String change) {
        assertThatThrownBy(() -> TestDatabase.execute(LINE + change))
                .rootCause()
                .hasMessageContaining("append-only");
    }

    @ParameterizedTest
    @ValueSource(strings = {"reason = null", "source = null"})
    void aTextDoesNotGoWithoutItsSalt(String change) {
        assertThatThrownBy(() -> TestDatabase.execute(
                        "update orchestrator.audit_log set " + change + " where reason = 'for a test'"))
                .rootCause()
                .hasMessageContaining("violates check constraint");
    }
}
