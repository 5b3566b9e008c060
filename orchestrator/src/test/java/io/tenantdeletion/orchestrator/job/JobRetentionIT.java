package io.tenantdeletion.orchestrator.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.tenantdeletion.commons.test.TestDatabase;
import io.tenantdeletion.orchestrator.OrchestratorTest;
import io.tenantdeletion.orchestrator.api.Api;
import io.tenantdeletion.orchestrator.fake.FakeTenant;
import io.tenantdeletion.orchestrator.fake.Reply;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Jobs of long ago, forgotten. */
@QuarkusTest
class JobRetentionIT extends OrchestratorTest {

    private static final Instant LIMIT = Instant.parse("2002-01-01T00:00:00Z");

    @Inject
    JobRetention retention;

    @Test
    void forgetsWhatHasCompletedAndNotWhatHasFailed() {
        // Given
        FakeTenant gone = platform.tenant();
        FakeTenant failed = platform.tenant();
        platform.onPurge("pos", failed, Reply.status(400));
        String old = aged(Api.run(gone).path("job_id"));
        String open = aged(Api.run(failed).path("job_id"));
        String young = Api.run(platform.tenant()).path("job_id");

        // When
        int forgotten = retention.forgetEndedBefore(LIMIT).await().atMost(Duration.ofSeconds(10));

        // Then
        assertThat(forgotten).isEqualTo(1);
        Api.job(old).then().statusCode(404);
        Api.job(open).then().statusCode(200);
        Api.job(young).then().statusCode(200);
        assertThat(TestDatabase.query("select 1 from orchestrator.deletion_steps where job_id = '" + old + "'"))
                .isEmpty();
        assertThat(TestDatabase.query("select 1 from orchestrator.erasures where job_id = '" + old + "'"))
                .as("what was erased is known for ever")
                .hasSize(1);
    }

    private static String aged(String job) {
        TestDatabase.execute(
                "update orchestrator.deletion_jobs set completed_at = '2001-01-01T00:00:00Z', owner_id = null, restore_log = 'none' where job_id = '"
                        + job + "'");
        return job;
    }
}
