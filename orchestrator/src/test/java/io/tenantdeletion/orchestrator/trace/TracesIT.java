package io.tenantdeletion.orchestrator.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import io.tenantdeletion.commons.test.TestDatabase;
import io.tenantdeletion.commons.test.Tokens;
import io.tenantdeletion.orchestrator.OrchestratorTest;
import io.tenantdeletion.orchestrator.StrictSettings;
import io.tenantdeletion.orchestrator.api.Api;
import io.tenantdeletion.orchestrator.fake.Call;
import io.tenantdeletion.orchestrator.fake.FakeTenant;
import io.tenantdeletion.orchestrator.fake.Reply;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a job's trace has, where traces are on. */
@QuarkusTest
@WithTestResource(StrictSettings.class)
class TracesIT extends OrchestratorTest {

    private static final AttributeKey<String> JOB = AttributeKey.stringKey("deletion.job_id");
    private static final AttributeKey<String> SERVICE = AttributeKey.stringKey("deletion.service");

    @Inject
    RecordedSpans spans;

    private final FakeTenant tenant = platform.tenant();
    private final String trace = UUID.randomUUID().toString().replace("-", "");

    /** One job at a time runs here: beside another, left by other tests, a request would begin none. */
    @BeforeEach
    void noOtherJobRuns() {
        Awaitility.await()
                .until(() -> TestDatabase.query("with put_off as (update orchestrator.deletion_jobs"
                                + " set next_attempt_at = now() + interval '1 hour'"
                                + " where status in ('pending', 'in_progress') and run_id is null)"
                                + " select 1 from orchestrator.deletion_jobs where status in ('pending', 'in_progress')"
                                // One that ends its attempt just now says itself when it goes on.
                                + " and coalesce(next_attempt_at < now() + interval '30 minutes', true)")
                        .isEmpty());
    }

    @Test
    void aDeletionIsOneTraceFromItsRequestToTheCallsOfItsServices() {
        // When
        String job = run();

        // Then
        SpanData run = one("tenant_deletion");
        SpanData request = spans.of(trace).stream()
                .filter(span -> span.getSpanId().equals(run.getParentSpanId()))
                .findFirst()
                .orElseThrow();
        assertThat(request.getName()).isEqualTo("POST /api/v1/deletion-jobs");
        assertThat(request.getKind()).isEqualTo(SpanKind.SERVER);
        assertThat(run.getAttributes().get(JOB)).isEqualTo(job);
        assertThat(spans.below(run))
                .extracting(SpanData::getName)
                .contains("tenant_deletion.prepare", "tenant_deletion.purge", "tenant_deletion.verify")
                .contains("tenant_deletion.tenant");
        assertThat(spans.of(trace))
                .anyMatch(span -> span.getAttributes().asMap().keySet().stream()
                        .anyMatch(key -> key.getKey().startsWith("db.")));
    }

    @Test
    void stepsSideBySideHaveTheirOwnCallsBelowThem() {
        // Given: two calls each
        platform.onPurge("pos", tenant, Reply.status(500), Reply.complete(1));
        platform.onPurge("orders", tenant, Reply.incomplete(1, 0.5), Reply.complete(1));

        // When
        run();

        // Then
        List<SpanData> steps = spans.below(one("tenant_deletion.purge"));
        assertThat(steps).hasSize(12);
        for (SpanData step : steps) {
            String service = step.getAttributes().get(SERVICE);
            List<String> called = spans.below(step).stream()
                    .filter(span -> span.getKind() == SpanKind.CLIENT)
                    .filter(span -> span.getName().startsWith("DELETE"))
                    .map(SpanData::getSpanId)
                    .toList();
            List<String> heard = platform.purges(service, tenant).stream()
                    .map(Call::traceparent)
                    .toList();
            assertThat(heard)
                    .as(service)
                    .hasSize(platform.purges(service, tenant).size());
            assertThat(heard)
                    .as(service)
                    .containsExactlyInAnyOrderElementsOf(called.stream()
                            .map(span -> "00-" + trace + "-" + span + "-01")
                            .toList());
        }
    }

    @Test
    void aRunThatGoesOnLaterIsLinkedToTheRequest() {
        // Given: another replica has begun it, and is gone
        CountDownLatch gate = new CountDownLatch(1);
        platform.onPurge("pos", tenant, Reply.complete(1).behind(gate), Reply.complete(0));
        String job = post(Api.service());
        Awaitility.await().until(() -> !platform.purges("pos", tenant).isEmpty());
        TestDatabase.execute("update orchestrator.deletion_jobs set run_id = gen_random_uuid(),"
                + " lease_until = now() - interval '1 second' where job_id = '" + job + "'");
        gate.countDown();

        // When
        Api.awaitStatus(job, "completed");

        // Then
        Awaitility.await().until(() -> runs(job).size() == 2);
        SpanData later = runs(job).stream()
                .filter(run -> !run.getTraceId().equals(trace))
                .findFirst()
                .orElseThrow();
        assertThat(later.getParentSpanContext().isValid()).isFalse();
        assertThat(later.getLinks())
                .extracting(LinkData::getSpanContext)
                .allSatisfy(link -> assertThat(link.getTraceId()).isEqualTo(trace))
                .hasSize(1);
        assertThat(spans.below(later)).extracting(SpanData::getName).contains("tenant_deletion.purge");
    }

    @Test
    void spansNameNobody() {
        // Given
        platform.onPurge("pos", tenant, Reply.status(500));
        String token = Tokens.service();

        // When
        Api.post(tenant, traced(Api.as(token)).header("Prefer", "wait=3").queryParam("name", tenant.name()));
        traced(Api.as(token)).get(Api.JOBS + "?q=" + tenant.name()).then();

        // Then
        Awaitility.await().until(() -> spans.of(trace).size() > 40);
        assertThat(spans.of(trace)).allSatisfy(span -> {
            assertThat(span.toString())
                    .doesNotContain(token)
                    .doesNotContain(tenant.name())
                    .doesNotContain("a test");
            assertThat(span.getEvents()).isEmpty();
        });
    }

    @Test
    void whatIsAskedAgainAndAgainIsNoTrace() {
        // Given: the poller has looked for jobs
        run();

        // Then
        assertThat(spans.where(span -> span.getKind() == SpanKind.CLIENT
                        && !span.getParentSpanContext().isValid()))
                .isEmpty();
    }

    /** By its request: while the schedule looks for jobs, it has the only place, and a request would begin none. */
    private String run() {
        String job = unscheduled(() -> post(Api.service().header("Prefer", "wait=20")));
        Api.job(job).then().body("status", equalTo("completed"));
        Awaitility.await().until(() -> !runs(job).isEmpty());
        return job;
    }

    private String post(RequestSpecification request) {
        return Api.post(tenant, traced(request)).path("job_id");
    }

    private RequestSpecification traced(RequestSpecification request) {
        return request.header("traceparent", "00-" + trace + "-00f067aa0ba902b7-01");
    }

    private List<SpanData> runs(String job) {
        return spans.where(span -> span.getName().equals("tenant_deletion")
                && job.equals(span.getAttributes().get(JOB)));
    }

    /** It ends a moment after what it tells of can be seen. */
    private SpanData one(String name) {
        return Awaitility.await()
                .until(
                        () -> spans.of(trace).stream()
                                .filter(span -> span.getName().equals(name))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }
}
