package io.tenantdeletion.orchestrator.audit;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.audit.AuditEvent;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The audit log in PostgreSQL. Lines can be appended and read, nothing else. What is read is what {@link AuditSealer}
 * has sealed.
 */
@ApplicationScoped
public class AuditLog {

    private static final int STREAM_PAGE = 500;
    private static final String APPEND = """
            insert into orchestrator.audit_log_unsealed (event_id, at, actor, source, action, subject, job_id, outcome,
              reason, detail)
            select e.event_id, e.at, e.actor, e.source, e.action, e.subject, e.job_id, e.outcome, e.reason, e.detail
            from rows from (jsonb_to_recordset($1) as (event_id uuid, at timestamptz, actor text, source text,
              action text, subject uuid, job_id uuid, outcome text, reason text, detail jsonb))
              with ordinality as e(event_id, at, actor, source, action, subject, job_id, outcome, reason, detail,
                position)
            order by e.position
            """;
    private static final String NUMBER = "select seq from orchestrator.audit_log where event_id = $1";
    static final String SELECT = """
            select seq, event_id, at, actor, source, action, subject, job_id, outcome, reason, detail, prev_hash, hash,
              hash_version, source_digest, reason_digest
            from orchestrator.audit_log""";
    private static final String COUNT = "select count(*) as lines from orchestrator.audit_log";

    private final Pool pool;

    AuditLog(Pool pool) {
        this.pool = pool;
    }

    /**
     * Writes events down in this order, all or none; one that is known already stays as it is. Nobody waits for
     * anybody: lines get their numbers and hashes when they are sealed.
     *
     * @param events at least one
     */
    public Uni<Void> append(List<AuditEvent> events) {
        return pool.preparedQuery(APPEND)
                .execute(Tuple.of(AuditRows.json(events)))
                .replaceWithVoid();
    }

    /** The number of an event's line; a number beyond all others where it is not sealed. */
    public Uni<Long> numberOf(UUID event) {
        return pool.preparedQuery(NUMBER)
                .execute(Tuple.of(event))
                .map(rows -> rows.size() == 0
                        ? Long.MAX_VALUE
                        : rows.iterator().next().getLong("seq"));
    }

    /** Lines, in this order. */
    public Uni<List<AuditLine>> page(AuditFilter filter, AuditSort sort, int size, long offset) {
        return select(filter.conditions()
                        .then(sort.orderBy() + " limit $", size)
                        .then("offset $", offset))
                .map(AuditRows::lines);
    }

    /** How many lines {@link #page} can reach. */
    public Uni<Long> count(AuditFilter filter) {
        Conditions conditions = filter.conditions();
        return pool.preparedQuery(COUNT + conditions.sql())
                .execute(conditions.tuple())
                .map(rows -> rows.iterator().next().getLong("lines"));
    }

    /**
     * Lines in the order of writing, the first written first; as fast as they are taken, a page at a time in memory.
     */
    public Multi<AuditLine> stream(AuditFilter filter, long before) {
        return Multi.createBy()
                .repeating()
                .uni(AtomicLong::new, reached -> after(filter, reached, before))
                .whilst(lines -> lines.size() == STREAM_PAGE)
                .onItem()
                .disjoint();
    }

    private Uni<List<AuditLine>> after(AuditFilter filter, AtomicLong reached, long before) {
        Conditions conditions = filter.conditions();
        conditions.add("seq > $", reached.get());
        conditions.add("seq < $", before);
        return select(conditions.then("order by seq limit $", STREAM_PAGE))
                .map(AuditRows::lines)
                .invoke(lines -> lines.forEach(line -> reached.set(line.seq())));
    }

    private Uni<RowSet<Row>> select(Conditions conditions) {
        return pool.preparedQuery(SELECT + conditions.sql()).execute(conditions.tuple());
    }
}
