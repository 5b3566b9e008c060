package io.tenantdeletion.orchestrator.ledger;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.orchestrator.job.AuditContext;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jboss.logging.Logger;

/**
 * Findings in PostgreSQL. One is open at most of a service, a subject and a code: what is reported again is the same.
 */
@ApplicationScoped
public class ErasureFindings {

    private static final Logger LOG = Logger.getLogger(ErasureFindings.class);
    private static final String REPORT = """
            insert into orchestrator.erasure_findings as f (finding_id, service, subject_type, subject_id, job_id, code,
              counts, detail, found_at, last_seen_at, reported_by, changed_from, changed_via)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9, $10, $11, $12)
            on conflict (service, subject_type, subject_id, code) where status = 'open' do update
            set counts = orchestrator.greatest_counts(f.counts, excluded.counts), last_seen_at = excluded.last_seen_at,
              job_id = coalesce(excluded.job_id, f.job_id), detail = coalesce(excluded.detail, f.detail)
            returning f.*
            """;
    private static final String RESOLVED = """
            update orchestrator.erasure_findings set status = 'resolved', resolved_at = $1, resolved_by = $2,
              changed_from = $3, reason = $4, changed_via = $5
            where status = 'open'
            """;
    private static final String RESOLVE = RESOLVED + " and finding_id = $6";
    private static final String RESOLVE_ALL = RESOLVED + " and service = $6 and ($7::text is null or code = $7)";
    private static final String FIND = "select * from orchestrator.erasure_findings where finding_id = $1";
    private static final String COUNT_OPEN =
            "select code, count(*) as findings from orchestrator.erasure_findings where status = 'open' group by code";

    private final Pool pool;
    private final Clock clock;
    private final FindingMetrics metrics;

    ErasureFindings(Pool pool, Clock clock, FindingMetrics metrics) {
        this.pool = pool;
        this.clock = clock;
        this.metrics = metrics;
    }

    /**
     * Writes a finding down.
     *
     * @return it, and whether it is new; of one that is open already the rows are the most that were ever reported
     */
    public Uni<Reported> report(NewFinding found, AuditContext by) {
        UUID id = UUID.randomUUID();
        Tuple values = Tuple.tuple()
                .addUUID(id)
                .addString(found.service())
                .addString(found.subject().kind().toString())
                .addUUID(found.subject().id())
                .addUUID(found.job() == null ? null : found.job().value())
                .addString(found.code().toString())
                .addJsonObject(new JsonObject(new HashMap<>(found.rows())))
                .addString(found.detail())
                .addOffsetDateTime(OffsetDateTime.now(clock))
                .addString(by.by())
                .addString(by.from())
                .addString(by.via());
        return pool.preparedQuery(REPORT)
                .execute(values)
                .map(rows -> ErasureFinding.of(rows.iterator().next()))
                .map(written -> new Reported(written, written.findingId().equals(id)))
                .invoke(reported -> tell(found, reported));
    }

    private void tell(NewFinding found, Reported reported) {
        if (reported.created()) {
            metrics.found(found.code());
            LOG.warnf(
                    "orchestrator.finding code=%s service=%s %s_id=%s rows=%s",
                    found.code(), found.service(), found.subject().kind(), found.subject(), found.rows());
        }
    }

    /** One finding. */
    public Uni<Optional<ErasureFinding>> find(UUID id) {
        return pool.preparedQuery(FIND)
                .execute(Tuple.of(id))
                .map(rows -> all(rows).stream().findFirst());
    }

    /** A person has looked at it; nothing changes where that was so already. Empty where there is no such finding. */
    public Uni<Optional<ErasureFinding>> resolve(UUID id, AuditContext by) {
        return pool.preparedQuery(RESOLVE).execute(resolved(by).addUUID(id)).chain(() -> find(id));
    }

    /** A person has looked at all of a service's findings, or those of one code; how many were open. */
    public Uni<Integer> resolveAll(String service, FindingCode code, AuditContext by) {
        Tuple values = resolved(by).addString(service).addString(code == null ? null : code.toString());
        return pool.preparedQuery(RESOLVE_ALL).execute(values).map(RowSet::rowCount);
    }

    /** Findings, newest first. */
    public Uni<List<ErasureFinding>> page(FindingFilter filter, int size, long offset) {
        return pool.preparedQuery(filter.page())
                .execute(filter.values().addInteger(size).addLong(offset))
                .map(ErasureFindings::all);
    }

    /** How many {@link #page} can reach. */
    public Uni<Long> count(FindingFilter filter) {
        return pool.preparedQuery(filter.count())
                .execute(filter.values())
                .map(rows -> rows.iterator().next().getLong("findings"));
    }

    /** How many are open, by code. */
    Uni<Map<FindingCode, Long>> countOpen() {
        return pool.preparedQuery(COUNT_OPEN).execute().map(rows -> {
            Map<FindingCode, Long> open = new HashMap<>();
            rows.forEach(row -> open.put(FindingCode.named(row.getString("code")), row.getLong("findings")));
            return open;
        });
    }

    private Tuple resolved(AuditContext by) {
        return Tuple.tuple()
                .addOffsetDateTime(OffsetDateTime.now(clock))
                .addString(by.by())
                .addString(by.from())
                .addString(by.why())
                .addString(by.via());
    }

    private static List<ErasureFinding> all(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(ErasureFinding::of)
                .toList();
    }

    /**
     * What came of a report.
     *
     * @param finding as it is now
     * @param created whether it was not known before
     */
    public record Reported(ErasureFinding finding, boolean created) {}
}
