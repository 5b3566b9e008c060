package io.tenantdeletion.orchestrator.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.tenantdeletion.commons.contract.TenantId;
import io.tenantdeletion.commons.contract.UserId;
import io.tenantdeletion.commons.test.TestDatabase;
import io.tenantdeletion.orchestrator.OrchestratorTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** With 10,000 jobs every list is read by an index, whatever it is filtered by. */
@QuarkusTest
class JobListPlanIT extends OrchestratorTest {

    private static final String MADE_BY = "a test of plans";
    private static final UUID SOMEBODY = UUID.randomUUID();

    @Inject
    Pool pool;

    @BeforeAll
    static void manyJobs() {
        // As wide as jobs are; without triggers, because nobody has to be told of these.
        TestDatabase.execute("""
                set session_replication_role = replica;
                insert into orchestrator.deletion_jobs (job_id, tenant_id, kind, requested_as, status, due_at, created_at,
                  completed_at, reason, changed_by, requested_by, expected)
                select gen_random_uuid(), gen_random_uuid(), 'tenant', 'service', 'completed', now(),
                  now() - make_interval(mins => n), now(), '%s', 'orchestrator', 'orchestrator',
                  (select jsonb_object_agg('service' || s, jsonb_build_object('rows', n * s, 'plan', md5(s::text)))
                   from generate_series(1, 13) s)
                from generate_series(1, 10000) n""".formatted(MADE_BY));
        TestDatabase.execute("vacuum analyze orchestrator.deletion_jobs");
    }

    @AfterAll
    static void noneOfThem() {
        TestDatabase.execute(
                "set session_replication_role = replica; delete from orchestrator.deletion_jobs where reason = '"
                        + MADE_BY + "'");
    }

    static Stream<JobFilter> filters() {
        Instant now = Instant.now();
        return Stream.of(
                new JobFilter(null, null, null, null, null, null),
                new JobFilter(JobStatus.FAILED, null, null, null, null, null),
                new JobFilter(JobStatus.COMPLETED, null, null, null, null, null),
                JobFilter.of(Subject.of(new TenantId(SOMEBODY))),
                JobFilter.of(Subject.of(new UserId(SOMEBODY))),
                new JobFilter(null, null, null, null, now.minus(Duration.ofHours(1)), null),
                new JobFilter(null, null, null, null, now.minus(Duration.ofHours(3)), now.minus(Duration.ofHours(2))));
    }

    @ParameterizedTest
    @MethodSource("filters")
    void aPageIsReadByAnIndex(JobFilter filter) {
        JobFilter.Where page = filter.where().page(20, 0);

        assertThat(plan(JobRows.SELECT_JOB + page.sql(), page)).doesNotContain("Seq Scan on deletion_jobs");
    }

    @ParameterizedTest
    @MethodSource("filters")
    void aCountIsReadByAnIndex(JobFilter filter) {
        JobFilter.Where where = filter.where();

        assertThat(plan(JobStore.COUNT + where.sql(), where)).doesNotContain("Seq Scan on deletion_jobs");
    }

    private String plan(String sql, JobFilter.Where where) {
        StringBuilder plan = new StringBuilder();
        pool.preparedQuery("explain " + sql)
                .execute(where.values())
                .await()
                .atMost(Duration.ofSeconds(10))
                .forEach(row -> plan.append(row.getString(0)).append('\n'));
        return plan.toString();
    }
}
