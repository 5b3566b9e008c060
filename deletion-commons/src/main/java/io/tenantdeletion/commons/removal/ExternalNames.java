package io.tenantdeletion.commons.removal;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.ExternalDataRemoval.Counts;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.StreamSupport;

/** The names that purges have written down. */
@ApplicationScoped
class ExternalNames {

    // Of every job about the subject: one that failed half-way leaves its names to the next. Not of one that may yet be
    // undone.
    private static final String OF_SUBJECT = """
            from tenant_deletion.external_data d %s
            where d.service = $1 and d.subject_kind = $2 and d.subject_id = $3
              and (d.job_id is not distinct from $4 or not exists (
                select from tenant_deletion.restore_window w
                where w.service = d.service and w.subject_kind = d.subject_kind and w.subject_id = d.subject_id
                  and w.job_id = d.job_id and w.status = 'open' and w.expires_at > now()))""";

    private static final String NEXT = "select n.entry, n.store, n.name, n.tenant "
            + OF_SUBJECT.formatted("join tenant_deletion.external_name n on n.data_id = d.id")
            + " and not n.refused and n.store = any($5) order by n.entry limit $6";

    private static final String REMOVED = """
            with gone as (
              delete from tenant_deletion.external_name where entry = any($5) returning store),
            data as (
              insert into tenant_deletion.external_data as d (service, subject_kind, subject_id, job_id)
              values ($1, $2, $3, $4)
              on conflict (service, subject_kind, subject_id, job_id) do update set job_id = excluded.job_id
              returning id)
            insert into tenant_deletion.external_count as c (data_id, store, removed)
            select data.id, gone.store, count(*) from gone, data group by 1, 2
            on conflict (data_id, store) do update set removed = c.removed + excluded.removed""";

    private static final String REFUSED =
            "update tenant_deletion.external_name set refused = true where entry = any($1)";

    private static final String COUNTS = "select store, cast(sum(removed) as bigint) as removed,"
            + " cast(sum(refused) as bigint) as refused, cast(sum(waiting) as bigint) as waiting from (select c.store,"
            + " c.removed, 0 as refused, 0 as waiting "
            + OF_SUBJECT.formatted("join tenant_deletion.external_count c on c.data_id = d.id")
            + " and d.job_id is not distinct from $4 union all"
            + " select n.store, 0, case when n.refused then 1 else 0 end, case when n.refused then 0 else 1 end "
            + OF_SUBJECT.formatted("join tenant_deletion.external_name n on n.data_id = d.id")
            + ") counted group by 1 order by 1";

    private static final String CAN_BE_PUT_BACK = """
            select exists (select from tenant_deletion.restore_window
                           where service = $1 and subject_kind = $2 and subject_id = $3 and job_id = $4
                             and status = 'open' and expires_at > now())""";

    private final Pool pool;

    ExternalNames(@ReactiveDataSource("purge") Pool pool) {
        this.pool = pool;
    }

    /** Whether the job's rows could still be put back. */
    Uni<Boolean> canBePutBack(RemovalScope by) {
        return pool.preparedQuery(CAN_BE_PUT_BACK)
                .execute(by.tuple())
                .map(rows -> rows.iterator().next().getBoolean(0));
    }

    /** Some names to be removed from these stores, oldest first. */
    Uni<List<Name>> next(RemovalScope by, Set<String> stores, int limit) {
        return pool.preparedQuery(NEXT)
                .execute(by.tuple()
                        .addArrayOfString(stores.toArray(String[]::new))
                        .addInteger(limit))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(Name::of)
                        .toList());
    }

    /** They are removed: how many is kept. */
    Uni<Void> removed(RemovalScope by, Collection<Long> entries) {
        return entries.isEmpty()
                ? Uni.createFrom().voidItem()
                : pool.preparedQuery(REMOVED)
                        .execute(by.tuple().addArrayOfLong(entries.toArray(Long[]::new)))
                        .replaceWithVoid();
    }

    /** They are left alone from now on. */
    Uni<Void> refused(Collection<Long> entries) {
        return entries.isEmpty()
                ? Uni.createFrom().voidItem()
                : pool.preparedQuery(REFUSED)
                        .execute(Tuple.tuple().addArrayOfLong(entries.toArray(Long[]::new)))
                        .replaceWithVoid();
    }

    /**
     * How things stand, by store.
     *
     * @param configured stores that can be removed from
     */
    Uni<Map<String, Counts>> counts(RemovalScope by, Set<String> configured) {
        return pool.preparedQuery(COUNTS).execute(by.tuple()).map(rows -> {
            Map<String, Counts> counts = new TreeMap<>();
            for (Row row : rows) {
                String store = row.getString("store");
                long waiting = row.getLong("waiting");
                boolean known = configured.contains(store);
                counts.put(
                        store,
                        new Counts(
                                row.getLong("removed"),
                                row.getLong("refused"),
                                known ? 0 : waiting,
                                known ? waiting : 0));
            }
            return counts;
        });
    }

    /** A name to be removed. */
    record Name(long entry, String store, String name, Optional<String> tenant) {

        private static Name of(Row row) {
            return new Name(
                    row.getLong("entry"),
                    row.getString("store"),
                    row.getString("name"),
                    Optional.ofNullable(row.getString("tenant")));
        }
    }
}
