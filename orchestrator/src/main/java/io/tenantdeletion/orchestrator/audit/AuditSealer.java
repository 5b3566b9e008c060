package io.tenantdeletion.orchestrator.audit;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Gives lines their numbers and hashes, many in one transaction: every second at every replica, and before anybody
 * reads. Who comes first does it, whoever comes at the same time waits for a moment.
 */
@ApplicationScoped
public class AuditSealer {

    private static final Logger LOG = Logger.getLogger(AuditSealer.class);
    private static final int BATCH = 1000;
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Pool pool;

    AuditSealer(Pool pool) {
        this.pool = pool;
    }

    /**
     * Seals what has been written down so far. Never fails: where lines cannot be sealed, for somebody put a line of
     * their own into the chain or the database is away, they wait, and what is sealed can be read and verified.
     */
    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    public Uni<Void> seal() {
        return Multi.createBy()
                .repeating()
                .uni(this::batch)
                .whilst(taken -> taken == BATCH)
                .collect()
                .last()
                .replaceWithVoid()
                .onFailure()
                .invoke(failure -> LOG.errorf("Lines of the audit log could not be sealed: %s", failure.getMessage()))
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Long> batch() {
        return pool.preparedQuery("select orchestrator.seal_audit($1)")
                .execute(Tuple.of(BATCH))
                .map(rows -> rows.iterator().next().getLong(0))
                .ifNoItem()
                .after(LIMIT)
                .fail();
    }
}
