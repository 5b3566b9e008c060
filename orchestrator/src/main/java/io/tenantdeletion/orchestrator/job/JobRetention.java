package io.tenantdeletion.orchestrator.job;

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

/**
 * Forgets jobs that ended long ago. What they have erased stays in the ledger, and who did what in the audit log. A job
 * of which anything is still to be done, or told, is kept.
 */
@ApplicationScoped
class JobRetention {

    private static final Logger LOG = Logger.getLogger(JobRetention.class);
    private static final int AT_ONCE = 500;
    private static final String FORGET = """
            delete from orchestrator.deletion_jobs where job_id in (
              select j.job_id from orchestrator.deletion_jobs j
              where j.status in ('completed', 'cancelled', 'rolled_back', 'restored') and j.completed_at < $1 and j.run_id is null
                and j.fences <> 'unwanted' and j.suspension not in ('wanted', 'unwanted') and j.owner_id is null
                and j.restore_log not in ('kept', 'destroying')
                and not exists (select from orchestrator.certificates_due due where due.job_id = j.job_id)
                and not exists (select from orchestrator.external_data_due due where due.job_id = j.job_id)
                and not exists (select from orchestrator.deletion_jobs part where part.parent_id = j.job_id)
              order by j.completed_at limit $2 for update skip locked)
            """;

    private final Pool pool;
    private final JobsConfig config;
    private final Clock clock;

    JobRetention(Pool pool, JobsConfig config, Clock clock) {
        this.pool = pool;
        this.config = config;
        this.clock = clock;
    }

    @Scheduled(every = "${deletion.jobs.forget-every}", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> forget() {
        return config.keepFor()
                .map(time -> forgetEndedBefore(clock.instant().minus(time)))
                .orElseGet(() -> Uni.createFrom().item(0))
                .invoke(jobs -> {
                    if (jobs > 0) {
                        LOG.infof("orchestrator.jobs_forgotten jobs=%d", jobs);
                    }
                })
                .onFailure()
                .invoke(failure -> LOG.warnf("Old jobs could not be forgotten: %s", failure.getMessage()))
                .onFailure()
                .recoverWithItem(0)
                .replaceWithVoid();
    }

    /** Part by part, so that no statement takes long; how many went. */
    Uni<Integer> forgetEndedBefore(Instant time) {
        return pool.preparedQuery(FORGET)
                .execute(Tuple.of(time.atOffset(ZoneOffset.UTC), AT_ONCE))
                .map(rows -> rows.rowCount())
                .chain(gone -> gone < AT_ONCE
                        ? Uni.createFrom().item(gone)
                        : forgetEndedBefore(time).map(further -> gone + further));
    }
}
