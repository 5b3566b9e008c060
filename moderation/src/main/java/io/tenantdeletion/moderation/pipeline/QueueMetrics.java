package io.tenantdeletion.moderation.pipeline;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;

/** How many submissions wait for a moderator, and since when the oldest does. */
@ApplicationScoped
class QueueMetrics {

    private static final String QUEUE = """
            select count(*) as length,
                   coalesce(extract(epoch from now() - min(submitted_at)), 0)::float8 as oldest
            from moderation.submissions where status = 'pending' and part_of is null""";

    private final Pool pool;
    private volatile long length;
    private volatile double oldest;

    QueueMetrics(Pool pool, MeterRegistry registry) {
        this.pool = pool;
        Gauge.builder("moderation.queue.length", () -> length)
                .description("Submissions that wait for a decision")
                .register(registry);
        Gauge.builder("moderation.queue.oldest", () -> oldest)
                .description("Since when the oldest of them waits")
                .baseUnit("seconds")
                .register(registry);
    }

    Uni<Void> refresh() {
        return pool.query(QUEUE)
                .execute()
                .invoke(rows -> {
                    Row row = rows.iterator().next();
                    length = row.getLong("length");
                    oldest = row.getDouble("oldest");
                })
                .replaceWithVoid();
    }
}
