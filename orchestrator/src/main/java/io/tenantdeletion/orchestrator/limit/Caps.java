package io.tenantdeletion.orchestrator.limit;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.JobId;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * Lets jobs through up to a number of tenants and rows a caller. One call of a function decides, callers taking turns:
 * of requests at the same time only as many pass as may.
 */
@ApplicationScoped
class Caps {

    /** How long a job that was let through may take to be written down. */
    private static final Duration PENDING = Duration.ofMinutes(1);

    private static final String GRANT = """
            select granted, tenants, removed, oldest
            from orchestrator.grant_deletion($1, $2, $3, $4, $5, $6, $7, $8)
            """;
    private static final String BEGIN = """
            select granted, 0::bigint as tenants, removed, oldest from orchestrator.begin_deletion($1, $2, $3, $4)
            """;
    private static final String LIFTED =
            "select exists (select from orchestrator.deletion_grants where job_id = $1 and lifted) as lifted";
    private static final String CLEAN = """
            delete from orchestrator.deletion_grants g
            where at <= $1 and not (lifted and exists (
              select from orchestrator.deletion_jobs j
              -- What has begun may have parts that have not.
              where j.job_id = g.job_id and (j.started_at is null or j.user_id is not null)
                and j.status in ('pending', 'in_progress', 'failed')))
            """;

    private final Pool pool;
    private final LimitsConfig config;

    Caps(Pool pool, LimitsConfig config) {
        this.pool = pool;
        this.config = config;
    }

    /** Lets the job through, or not. */
    Uni<CapUsage> take(LimitRequest asked, Instant now) {
        return grant(values(asked, now).addLong(config.tenants()).addLong(config.rows()));
    }

    /** Lets the job through whatever the caps say; it counts all the same. */
    Uni<CapUsage> lift(LimitRequest asked, Instant now) {
        return grant(values(asked, now).addLong(null).addLong(null));
    }

    /** Whether they do not count for this job. */
    Uni<Boolean> areLiftedOf(JobId job) {
        return pool.preparedQuery(LIFTED)
                .execute(Tuple.of(job.value()))
                .map(found -> found.iterator().next().getBoolean("lifted"));
    }

    /** Lets a job begin that is expected to delete so many rows, or not. */
    Uni<CapUsage> begin(JobId job, long rows, Instant now) {
        return pool.preparedQuery(BEGIN)
                .execute(Tuple.of(job.value(), rows, time(now.minus(config.capPeriod())), config.rows()))
                .map(found -> usage(found.iterator().next()));
    }

    /** Forgets jobs that do not count any more. */
    Uni<Void> clean(Instant now) {
        return pool.preparedQuery(CLEAN)
                .execute(Tuple.of(time(now.minus(config.capPeriod()))))
                .replaceWithVoid();
    }

    private Tuple values(LimitRequest asked, Instant now) {
        return Tuple.tuple()
                .addUUID(asked.job().value())
                .addString(asked.actor())
                .addInteger(asked.tenants())
                .addOffsetDateTime(time(now))
                .addOffsetDateTime(time(now.minus(config.capPeriod())))
                .addOffsetDateTime(time(now.minus(PENDING)));
    }

    private Uni<CapUsage> grant(Tuple values) {
        return pool.preparedQuery(GRANT)
                .execute(values)
                .map(rows -> usage(rows.iterator().next()));
    }

    private static CapUsage usage(Row row) {
        OffsetDateTime oldest = row.getOffsetDateTime("oldest");
        return new CapUsage(
                row.getBoolean("granted"),
                row.getLong("tenants"),
                row.getLong("removed"),
                oldest == null ? null : oldest.toInstant());
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
