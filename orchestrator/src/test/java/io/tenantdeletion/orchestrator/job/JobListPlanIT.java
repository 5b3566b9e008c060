package io.tenantdeletion.orchestrator.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.tenantdeletion.commons.contract.Subject;
import io.tenantdeletion.commons.contract.TenantId;
import io.tenantdeletion.commons.contract.UserId;
import io.tenantdeletion.orchestrator.ManyJobs;
import io.tenantdeletion.orchestrator.OrchestratorTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** With 10,000 jobs every list is read by an index, whatever it is filtered by. */
@QuarkusTest
class JobListPlanIT extends OrchestratorTest {

    private static final UUID SOMEBODY = UUID.randomUUID();

    @Inject
    Pool pool;

    @BeforeAll
    static void manyJobs() {
        ManyJobs.fill();
    }

    @AfterAll
    static void noneOfThem() {
        ManyJobs.remove();
    }

    static Stream<JobFilter> filters() {
        Instant now = Instant.now();
        return Stream.of(
                JobFilter.ALL,
                new JobFilter(JobStatus.FAILED, null, null, null, null, null),
                new JobFilter(JobStatus.COMPLETED, null, null, null, null, null),
                JobFilter.of(Subject.of(new TenantId(SOMEBODY))),
                JobFilter.of(Subject.of(new UserId(SOMEBODY))),
                new JobFilter(null, null, null, null, now.minus(Duration.ofHours(1)), null),
                new JobFilter(null, null, null, null, now.minus(Duration.ofHours(3)), now.minus(Duration.ofHours(2))));
    }

    static Stream<JobSort> sorts() {
        return Arrays.stream(JobSort.values()).filter(JobSort::isForAllJobs);
    }

    @ParameterizedTest
    @MethodSource("filters")
    void aPageIsReadByAnIndex(JobFilter filter) {
        sorts().forEach(sort -> {
            JobFilter.Where page = filter.where().page(sort, 20, 0);

            assertThat(plan(JobRows.SELECT_JOB + page.sql(), page.values()))
                    .as("%s by %s", filter, sort)
                    .doesNotContain("Seq Scan on deletion_jobs");
        });
    }

    @ParameterizedTest
    @MethodSource("sorts")
    void allJobsAreReadInOrderAndNotSorted(JobSort sort) {
        JobFilter.Where page = JobFilter.ALL.where().page(sort, 20, 0);

        assertThat(plan(JobRows.SELECT_JOB + page.sql(), page.values()))
                .containsPattern(
                        "InitPlan \\d[^\n]*\n *->  Limit[^\n]*\n *->  Index (Only )?Scan[^\n]* on deletion_jobs j");
    }

    static Stream<Arguments> overview() {
        OffsetDateTime day = OffsetDateTime.now().minusDays(1);
        return Stream.of(
                Arguments.of(JobRows.SELECT_JOB + JobOverview.RUNNING, Tuple.of(10)),
                Arguments.of(JobRows.SELECT_JOB + JobOverview.PENDING, Tuple.of(10)),
                Arguments.of(JobRows.SELECT_JOB + JobOverview.STUCK, Tuple.of(10)),
                Arguments.of(JobRows.SELECT_JOB + JobOverview.FAILED, Tuple.of(day, 10)),
                Arguments.of(JobOverview.FIGURES, Tuple.of(day)),
                Arguments.of(JobOverview.AVERAGES, Tuple.tuple()),
                Arguments.of(
                        JobRows.SELECT_JOB + JobRows.page(JobOverview.AWAITING_APPROVAL, JobSort.APPROVAL_UNTIL, 2, 3),
                        Tuple.of(null, 10, 0L)),
                Arguments.of(JobStore.COUNT + JobOverview.AWAITING_APPROVAL, Tuple.of("tenant")));
    }

    @ParameterizedTest
    @MethodSource("overview")
    void whatTheOverviewShowsIsReadByAnIndex(String sql, Tuple values) {
        assertThat(plan(sql, values)).doesNotContain("Seq Scan on deletion_jobs");
    }

    @ParameterizedTest
    @MethodSource("filters")
    void aCountIsReadByAnIndex(JobFilter filter) {
        JobFilter.Where where = filter.where();

        assertThat(plan(JobStore.COUNT + where.sql(), where.values())).doesNotContain("Seq Scan on deletion_jobs");
    }

    private String plan(String sql, Tuple values) {
        return ManyJobs.plan(pool, sql, values);
    }
}
