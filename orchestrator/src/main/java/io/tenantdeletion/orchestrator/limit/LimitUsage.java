package io.tenantdeletion.orchestrator.limit;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** How much of the limits is used up, and by whom. */
@ApplicationScoped
public class LimitUsage {

    private static final int MOST = 50;
    /** No job is left out of what counts. */
    private static final UUID NONE = new UUID(0, 0);

    static final String USAGE = """
            select g.actor, sum(g.tenants)::bigint as tenants,
              (select expected from orchestrator.begun_rows(g.actor, $3, $1)) as removed
            from orchestrator.deletion_grants g join orchestrator.deletion_jobs j using (job_id)
            where g.at > $1 and j.status <> 'cancelled'
            group by g.actor order by tenants desc, g.actor limit $2
            """;

    private final Pool pool;
    private final LimitsConfig config;
    private final Clock clock;

    LimitUsage(Pool pool, LimitsConfig config, Clock clock) {
        this.pool = pool;
        this.config = config;
        this.clock = clock;
    }

    /** What counts of a caller now. */
    public record OfCaller(String actor, long tenants, long rows) {}

    /** Callers who have had something deleted within the period, who has most first. */
    public Uni<List<OfCaller>> current() {
        return pool.preparedQuery(USAGE)
                .execute(Tuple.of(clock.instant().minus(config.capPeriod()).atOffset(ZoneOffset.UTC), MOST, NONE))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(LimitUsage::usage)
                        .toList());
    }

    private static OfCaller usage(Row row) {
        return new OfCaller(row.getString("actor"), row.getLong("tenants"), row.getLong("removed"));
    }
}
