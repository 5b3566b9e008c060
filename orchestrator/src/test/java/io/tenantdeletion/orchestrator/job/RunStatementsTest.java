package io.tenantdeletion.orchestrator.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.sqlclient.SqlConnectOptions;
import org.junit.jupiter.api.Test;

class RunStatementsTest {

    /** Planning it takes as long as running it, and it runs more often than all others of a job together. */
    @Test
    void whatIsWrittenOftenIsShortEnoughToBeKeptPrepared() {
        assertThat(RunStatements.WRITE.length())
                .isLessThanOrEqualTo(SqlConnectOptions.DEFAULT_PREPARED_STATEMENT_CACHE_SQL_LIMIT);
    }
}
