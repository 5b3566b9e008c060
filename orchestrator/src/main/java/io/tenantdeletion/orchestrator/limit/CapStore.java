package io.tenantdeletion.orchestrator.limit;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** What was deleted because of whom, counted from the jobs. */
@ApplicationScoped
class CapStore {

    private static final String USAGE = """
            select count(*) filter (where kind = 'tenant') as tenants, coalesce(sum(removed), 0)::bigint as removed,
              min(created_at) as oldest
            from (select j.kind, j.created_at, (
                    select sum(value::bigint) from orchestrator.deletion_steps s, jsonb_each_text(s.deleted_counts)
                    where s.job_id = j.job_id) as removed
                  from orchestrator.deletion_jobs j
                  where j.requested_by = $1 and j.created_at > $2 and j.status <> 'cancelled') as jobs
            """;

    private final Pool pool;

    CapStore(Pool pool) {
        this.pool = pool;
    }

    /** What jobs count that this caller asked for after {@code since}; cancelled ones do not. */
    Uni<CapUsage> usage(String actor, Instant since) {
        return pool.preparedQuery(USAGE)
                .execute(Tuple.of(actor, since.atOffset(ZoneOffset.UTC)))
                .map(rows -> usage(rows.iterator().next()));
    }

    private static CapUsage usage(Row row) {
        OffsetDateTime oldest = row.getOffsetDateTime("oldest");
        return new CapUsage(row.getLong("tenants"), row.getLong("removed"), oldest == null ? null : oldest.toInstant());
    }
}
