package io.tenantdeletion.commons.verify;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.BlockingTransaction;
import io.tenantdeletion.commons.contract.Subject;
import io.tenantdeletion.commons.service.TenantDataDeletionService;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * Finds who may still commit rows of a subject: transactions of this database that had begun to write before its fence.
 */
@ApplicationScoped
class OpenTransactions {

    // Mostly nobody has: who reads the fence alone need not join all locks with all sessions.
    private static final String ALL_ENDED = """
            select snapshot is not null and not exists (
              select pg_snapshot_xip(snapshot) intersect select pg_snapshot_xip(pg_current_snapshot()))
            from tenant_deletion.fence where service = $1 and subject_kind = $2 and subject_id = $3""";

    // Every transaction that has written holds a lock on its own number, and gives it back only when all others can
    // see what it has committed. A prepared one has no session.
    private static final String BEFORE_FENCE = """
            with fence as (
              select snapshot from tenant_deletion.fence
              where service = $1 and subject_kind = $2 and subject_id = $3),
            known as (
              select pg_snapshot_xip(snapshot) as id from fence intersect select pg_snapshot_xip(pg_current_snapshot()))
            select distinct coalesce(l.pid, 0), a.application_name, coalesce(a.xact_start, p.prepared), p.gid
            from pg_locks l
            left join pg_stat_activity a on a.pid = l.pid
            left join pg_prepared_xacts p on l.pid is null and p.transaction = l.transactionid
            where l.locktype = 'transactionid' and l.mode = 'ExclusiveLock' and l.granted
              and coalesce(a.datname, p.database, current_database()) = current_database()
              and (l.transactionid in (select id::xid from known) or not exists (select from fence where snapshot is not null))
            order by 3 nulls last, 1""";

    private final Pool pool;

    OpenTransactions(@ReactiveDataSource("purge") Pool pool) {
        this.pool = pool;
    }

    /**
     * Those that had written before the fence and have not ended; without a fence whoever has written and not ended.
     */
    Uni<List<BlockingTransaction>> before(TenantDataDeletionService service, Subject subject) {
        Tuple about = Tuple.of(service.serviceName(), subject.noun(), subject.id());
        return pool.preparedQuery(ALL_ENDED)
                .execute(about)
                .flatMap(fence -> fence.size() == 1 && fence.iterator().next().getBoolean(0)
                        ? Uni.createFrom().item(List.of())
                        : pool.preparedQuery(BEFORE_FENCE).execute(about).map(OpenTransactions::transactions));
    }

    private static List<BlockingTransaction> transactions(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(OpenTransactions::transaction)
                .toList();
    }

    private static BlockingTransaction transaction(Row row) {
        OffsetDateTime since = row.getOffsetDateTime(2);
        Instant began = since == null ? null : since.toInstant();
        String gid = row.getString(3);
        return gid == null
                ? new BlockingTransaction(row.getInteger(0), row.getString(1), began)
                : BlockingTransaction.prepared(gid, began);
    }
}
