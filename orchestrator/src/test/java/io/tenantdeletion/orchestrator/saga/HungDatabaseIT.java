package io.tenantdeletion.orchestrator.saga;

import io.quarkus.test.junit.QuarkusTest;
import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.orchestrator.OrchestratorTest;
import io.tenantdeletion.orchestrator.api.Api;
import io.tenantdeletion.orchestrator.fake.FakeTenant;
import io.tenantdeletion.orchestrator.fake.Reply;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Transaction;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A database that does not answer: nothing waits for it longer than a lease allows. */
@QuarkusTest
@Tag("long")
class HungDatabaseIT extends OrchestratorTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject
    Pool pool;

    @Inject
    JobRunner runner;

    @Inject
    JobPoller pickup;

    private final FakeTenant tenant = platform.tenant();

    @Test
    void aRunThatCannotWriteEndsAndIsResumed() {
        CountDownLatch gate = new CountDownLatch(1);
        platform.onPurge("orders", tenant, Reply.complete(1).behind(gate));
        String job = Api.post(tenant, Api.service()).path("job_id");
        Awaitility.await().until(() -> !platform.purges("orders", tenant).isEmpty());
        UUID id = UUID.fromString(job);

        whileLocked("select job_id from orchestrator.deletion_jobs where job_id = '" + id + "' for update", () -> {
            gate.countDown();
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> runner.ended(JobId.fromString(job)).isEmpty());
        });

        Awaitility.await().atMost(PATIENCE).until(() -> {
            if (runner.ended(JobId.fromString(job)).isEmpty()) {
                letLeaseRunOut(id);
            }
            return Api.job(job).path("status").equals("completed");
        });
    }

    @Test
    void thePickUpIsBackForTheNextTick() {
        whileLocked(
                "lock table orchestrator.deletion_jobs in access exclusive mode",
                () -> pickup.pickUp().await().atMost(PATIENCE));
    }

    private void letLeaseRunOut(UUID job) {
        pool.preparedQuery("update orchestrator.deletion_jobs set lease_until = now() - interval '1 second'"
                        + " where job_id = $1 and lease_until > now()")
                .execute(Tuple.of(job))
                .await()
                .atMost(PATIENCE);
    }

    private void whileLocked(String lock, Runnable test) {
        SqlConnection connection = pool.getConnection().await().atMost(PATIENCE);
        Transaction transaction = connection.begin().await().atMost(PATIENCE);
        try {
            connection.query(lock).execute().await().atMost(PATIENCE);
            test.run();
        } finally {
            transaction.rollback().await().atMost(PATIENCE);
            connection.close().await().atMost(PATIENCE);
        }
    }
}
