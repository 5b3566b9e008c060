package io.tenantdeletion.orchestrator.audit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import io.tenantdeletion.commons.test.TestDatabase;
import io.tenantdeletion.orchestrator.OrchestratorTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever leaves the triggers alone can only append. */
@QuarkusTest
class AppendOnlyIT extends OrchestratorTest {

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
                "update orchestrator.audit_head set hash = repeat('a', 64)"
            })
    void theDatabaseRefusesChanges(String change) {
        assertThatThrownBy(() -> TestDatabase.execute(change)).rootCause().hasMessageContaining("append-only");
    }
}
