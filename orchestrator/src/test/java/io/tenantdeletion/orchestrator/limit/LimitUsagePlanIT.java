package io.tenantdeletion.orchestrator.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.tenantdeletion.orchestrator.ManyJobs;
import io.tenantdeletion.orchestrator.OrchestratorTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** With 10,000 jobs, what is used up is read by indexes. */
@QuarkusTest
@Tag("long")
class LimitUsagePlanIT extends OrchestratorTest {

    @Inject
    Pool pool;

    @AfterEach
    void noneOfThem() {
        ManyJobs.remove();
    }

    @Test
    void whatIsUsedUpIsReadByIndexes() {
        // Given
        ManyJobs.fill();

        // When
        String plan = ManyJobs.plan(
                pool, LimitUsage.USAGE, Tuple.of(OffsetDateTime.now().minusHours(1), 50, new UUID(0, 0)));

        // Then
        assertThat(plan).doesNotContain("Seq Scan on deletion_");
    }
}
