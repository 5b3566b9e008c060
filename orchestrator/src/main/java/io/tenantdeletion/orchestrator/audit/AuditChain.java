package io.tenantdeletion.orchestrator.audit;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * Verifies the chain of the audit log: reads it a batch at a time, and hashes here, so that neither the size of the log
 * matters nor what somebody did to the database's own functions. Lines that are sealed meanwhile are left out.
 */
@ApplicationScoped
public class AuditChain {

    private static final int BATCH = 1000;
    private static final String HEAD = """
            select h.seq, h.hash, coalesce((select max(l.seq) from orchestrator.audit_log l), 0) as last,
              a.seq as cut_seq, a.hash as cut_hash, a.seq = 0 or exists (
                select from (
                  select action, detail from orchestrator.audit_log where action = 'audit.cut' and seq > a.seq
                  union all select action, detail from orchestrator.audit_log_unsealed) as line
                where line.action = 'audit.cut' and line.detail @> jsonb_build_object('seq', a.seq, 'hash', a.hash)) as told
            from orchestrator.audit_head h, orchestrator.audit_anchor a
            """;
    // The canonical texts: the same as in the migrations' append_audit (version 1) and seal_audit (version 2).
    private static final String LINES = """
            select seq, prev_hash, hash, case hash_version
                when 1 then jsonb_build_array(prev_hash, seq, event_id, (extract(epoch from at) * 1000000)::bigint, actor,
                  source, action, subject, job_id, outcome, reason, detail)
                else jsonb_build_array(hash_version, prev_hash, seq, event_id,
                  (extract(epoch from at) * 1000000)::bigint, actor, source_digest, action, subject, job_id, outcome,
                  reason_digest, detail) end::text as canonical,
              hash_version, source, source_salt, source_digest, reason, reason_salt, reason_digest
            from orchestrator.audit_log where seq > $1 and seq <= $2 order by seq limit $3
            """;
    private static final ChainHead NO_HEAD = new ChainHead(0, "", 0);

    private final Pool pool;
    private final AuditChainMetrics metrics;

    AuditChain(Pool pool, AuditChainMetrics metrics) {
        this.pool = pool;
        this.metrics = metrics;
    }

    /** Whether every line is there and unchanged, from the first to the head as it is now. */
    public Uni<ChainState> verify() {
        return pool.preparedQuery(HEAD)
                .execute()
                .chain(rows -> {
                    Row row = rows.size() == 1 ? rows.iterator().next() : null;
                    ChainHead head = row == null ? NO_HEAD : head(row);
                    return walk(new ChainWalk(head, row == null ? ChainAnchor.NONE : anchor(row)), head.seq());
                })
                .invoke(metrics::verified);
    }

    private Uni<ChainState> walk(ChainWalk walk, long end) {
        return Multi.createBy()
                .repeating()
                .uni(() -> batch(walk.reached(), end).invoke(lines -> lines.forEach(walk::take)))
                .whilst(lines -> lines.size() == BATCH && !walk.isBroken())
                .collect()
                .last()
                .map(last -> walk.end());
    }

    private Uni<List<ChainLink>> batch(long after, long end) {
        return pool.preparedQuery(LINES).execute(Tuple.of(after, end, BATCH)).map(AuditChain::links);
    }

    private static List<ChainLink> links(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> new ChainLink(
                        row.getLong("seq"),
                        row.getString("prev_hash"),
                        row.getString("hash"),
                        row.getString("canonical"),
                        row.getShort("hash_version") == 1
                                ? List.of()
                                : List.of(text(row, "source"), text(row, "reason"))))
                .toList();
    }

    private static SaltedText text(Row row, String column) {
        Buffer salt = row.getBuffer(column + "_salt");
        return new SaltedText(
                row.getString(column), salt == null ? null : salt.getBytes(), row.getString(column + "_digest"));
    }

    private static ChainAnchor anchor(Row row) {
        return new ChainAnchor(row.getLong("cut_seq"), row.getString("cut_hash"), row.getBoolean("told"));
    }

    private static ChainHead head(Row row) {
        return new ChainHead(row.getLong("seq"), row.getString("hash"), row.getLong("last"));
    }
}
