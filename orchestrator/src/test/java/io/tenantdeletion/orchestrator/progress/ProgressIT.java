package io.tenantdeletion.orchestrator.progress;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.tenantdeletion.commons.test.TestDatabase;
import io.tenantdeletion.commons.test.Tokens;
import io.tenantdeletion.orchestrator.OrchestratorTest;
import io.tenantdeletion.orchestrator.api.Api;
import io.tenantdeletion.orchestrator.fake.Call;
import io.tenantdeletion.orchestrator.fake.FakeTenant;
import io.tenantdeletion.orchestrator.fake.Reply;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Watching a job by WebSocket. */
@QuarkusTest
class ProgressIT extends OrchestratorTest {

    private final FakeTenant tenant = platform.tenant();
    private final CountDownLatch gate = new CountDownLatch(1);

    @Test
    void aWatcherSeesTheJobNowAtEachChangeAndItsEnd() {
        // Given
        String job = started();

        // When
        Watcher watcher = Watcher.of(job, Tokens.user(tenant.owner()));
        Awaitility.await().until(() -> watcher.seen().stream().anyMatch(ProgressIT::isAtWork));
        gate.countDown();

        // Then
        assertThat(watcher.end()).isEqualTo(1000);
        assertThat(watcher.last().getString("status")).isEqualTo("completed");
        assertThat(watcher.last().getString("job_id")).isEqualTo(job);
        assertThat(watcher.seen()).hasSizeGreaterThanOrEqualTo(2);
    }

    @Test
    void aJobThatHasEndedIsToldOnce() {
        String job = Api.run(tenant).path("job_id");

        Watcher watcher = Watcher.of(job, Tokens.service());

        assertThat(watcher.end()).isEqualTo(1000);
        assertThat(watcher.seen()).hasSize(1);
    }

    @Test
    void aTokenCanComeInASubprotocol() {
        String job = Api.run(tenant).path("job_id");

        assertThat(Watcher.bySubprotocol(job, Tokens.platformAdmin()).end()).isEqualTo(1000);
    }

    @Test
    void whoeverMayNotSeeTheJobIsRefused() {
        String job = Api.run(tenant).path("job_id");

        assertThat(Stream.of(null, Tokens.expired(), Tokens.forged(), Tokens.wrongAudience()))
                .allSatisfy(token -> assertThat(Watcher.refusal(job, token)).isEqualTo(401));
        assertThat(Stream.of(Tokens.user(tenant.member()), Tokens.user(UUID.randomUUID())))
                .allSatisfy(token -> assertThat(Watcher.refusal(job, token)).isEqualTo(403));
    }

    @ParameterizedTest
    @ValueSource(strings = {"00000000-0000-4000-8000-000000000000", "no-id"})
    void aJobThatIsNoneCannotBeWatched(String job) {
        assertThat(Watcher.refusal(job, Tokens.service())).isIn(400, 404);
    }

    @Test
    void aRefusalIsAudited() {
        String job = Api.run(tenant).path("job_id");
        UUID stranger = UUID.randomUUID();

        Watcher.refusal(job, Tokens.user(stranger));

        Awaitility.await()
                .until(() -> TestDatabase.query("select count(*) from orchestrator.audit_log where actor = '" + stranger
                                + "' and job_id = '" + job + "'")
                        .equals(List.of("1")));
    }

    @Test
    void anExpiredTokenEndsTheConnection() {
        String job = started();

        Watcher watcher = Watcher.of(job, Tokens.expiring(tenant.owner(), 2));

        assertThat(watcher.end()).isNotEqualTo(1000);
        gate.countDown();
    }

    @Test
    @Tag("long")
    void manyWatchersCostOneListenerAndWhoSleepsHoldsNobodyUp() {
        // Given
        String job = started();
        Watcher.asleep(job, Tokens.service());

        // When
        List<Watcher> watchers = IntStream.range(0, 50)
                .mapToObj(index -> Watcher.of(job, Tokens.service()))
                .toList();
        gate.countDown();

        // Then
        assertThat(watchers).allSatisfy(watcher -> {
            assertThat(watcher.end()).isEqualTo(1000);
            assertThat(watcher.last().getString("status")).isEqualTo("completed");
        });
        assertThat(TestDatabase.query(
                        "select count(*) from pg_stat_activity where application_name = 'orchestrator-progress'"
                                + " and datname = current_database()"))
                .containsExactly("1");
    }

    @Test
    void aWatchedJobAsksForShortCalls() {
        // Given
        platform.onPurge("pos", tenant, Reply.incomplete(1, 0.1).behind(gate), Reply.complete(1));
        String job = Api.post(tenant, Api.service()).path("job_id");

        // When
        Watcher watcher = Watcher.of(job, Tokens.service());
        Awaitility.await().until(() -> !watcher.seen().isEmpty());
        gate.countDown();

        // Then
        assertThat(watcher.end()).isEqualTo(1000);
        assertThat(platform.purges("pos", tenant)).extracting(Call::prefer).endsWith("wait=1");
        assertThat(platform.purges("tenant", tenant)).extracting(Call::prefer).contains("wait=1");
    }

    @Test
    void aListenerThatLosesItsConnectionHearsOfChangesAgain() {
        String job = started();
        Watcher watcher = Watcher.of(job, Tokens.service());

        TestDatabase.query("select count(pg_terminate_backend(pid)) from pg_stat_activity"
                + " where application_name = 'orchestrator-progress' and datname = current_database()");
        gate.countDown();

        assertThat(watcher.end()).isEqualTo(1000);
    }

    private String started() {
        platform.onPurge("pos", tenant, Reply.complete(1).behind(gate));
        return Api.post(tenant, Api.service()).path("job_id");
    }

    private static boolean isAtWork(JsonPath status) {
        return status.getString("phase").equals("purge") && status.getInt("services_completed") > 0;
    }
}
