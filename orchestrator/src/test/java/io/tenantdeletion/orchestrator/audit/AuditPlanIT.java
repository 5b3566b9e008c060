package io.tenantdeletion.orchestrator.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tenantdeletion.commons.test.TestDatabase;
import io.tenantdeletion.orchestrator.ManyJobs;
import io.tenantdeletion.orchestrator.OrchestratorTest;
import io.tenantdeletion.orchestrator.StrictSettings;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * With 10,000 lines every list of lines is read by an index, whatever it is filtered and ordered by. Not where other
 * tests verify the chain of all lines.
 */
@QuarkusTest
@WithTestResource(StrictSettings.class)
@Tag("long")
class AuditPlanIT extends OrchestratorTest {

    @Inject
    Pool pool;

    static Stream<AuditFilter> filters() {
        Instant begin = Instant.parse("2020-01-01T01:00:00Z");
        UUID somebody = UUID.randomUUID();
        return Stream.of(
                AuditFilter.ALL,
                new AuditFilter(somebody, null, null, null, null, null),
                new AuditFilter(null, "service:filler7", null, null, null, null),
                new AuditFilter(null, null, "test.plans7", null, null, null),
                new AuditFilter(null, null, null, somebody, null, null),
                new AuditFilter(null, null, null, null, begin, begin.plusSeconds(60)));
    }

    @Test
    void aPageIsReadByAnIndex() {
        // Given
        TestDatabase.execute("select orchestrator.append_audit(gen_random_uuid(), timestamptz '2020-01-01Z' + n *"
                + " interval '1 second', 'service:filler' || n % 100, null, 'test.plans' || n % 10, gen_random_uuid(),"
                + " gen_random_uuid(), 'done', null, '{}') from generate_series(1, 10000) as n");
        Audit.lines("action=test.plans1");
        TestDatabase.execute("analyze orchestrator.audit_log");

        // When, Then
        for (AuditSort sort : AuditSort.values()) {
            filters().forEach(filter -> {
                Conditions page = filter.conditions()
                        .then(sort.orderBy() + " limit $", 50)
                        .then("offset $", 0L);

                assertThat(ManyJobs.plan(pool, AuditLog.SELECT + page.sql(), page.tuple()))
                        .as("%s by %s", filter, sort)
                        .doesNotContain("Seq Scan");
            });
        }
    }
}
