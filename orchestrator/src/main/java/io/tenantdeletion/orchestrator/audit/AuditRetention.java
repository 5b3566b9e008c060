package io.tenantdeletion.orchestrator.audit;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jboss.logging.Logger;

/** Cuts lines off the audit log that are to be kept no longer. A line of the log tells of each cut. */
@ApplicationScoped
class AuditRetention {

    private static final Logger LOG = Logger.getLogger(AuditRetention.class);
    private static final int BATCH = 1000;

    private final Pool pool;
    private final AuditChainConfig config;
    private final Clock clock;

    AuditRetention(Pool pool, AuditChainConfig config, Clock clock) {
        this.pool = pool;
        this.config = config;
        this.clock = clock;
    }

    @Scheduled(every = "${deletion.chain.cut-every}", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> cut() {
        return config.keepFor()
                .map(time -> cutAll(clock.instant().minus(time)))
                .orElseGet(() -> Uni.createFrom().voidItem())
                .onFailure()
                .invoke(failure ->
                        LOG.warnf("Old lines of the audit log could not be cut off: %s", failure.getMessage()))
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Void> cutAll(Instant before) {
        return cut(before, BATCH).chain(gone -> gone < BATCH ? Uni.createFrom().voidItem() : cutAll(before));
    }

    /** Cuts the oldest lines off, so many at most, where all of them are older than that. */
    Uni<Long> cut(Instant before, int most) {
        return pool.preparedQuery("select orchestrator.cut_audit($1, $2)")
                .execute(Tuple.of(before.atOffset(ZoneOffset.UTC), most))
                .map(rows -> rows.iterator().next().getLong(0));
    }
}
