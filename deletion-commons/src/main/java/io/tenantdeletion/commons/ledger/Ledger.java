package io.tenantdeletion.commons.ledger;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.commons.contract.Subject;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;

/** How many rows each job has removed from each table, written in the transaction that removes them. */
public final class Ledger {

    private static final String RECORD = """
            insert into tenant_deletion.ledger as l (service, subject_kind, subject_id, job_id, table_name, deleted)
            select :service, :kind, cast(cast(:id as text) as uuid), cast(cast(:job as text) as uuid), c.key,
                   cast(c.value as bigint)
            from json_each_text(cast(cast(:counts as text) as json)) c
            on conflict (service, subject_kind, subject_id, job_id, table_name)
            do update set deleted = l.deleted + excluded.deleted, last_at = now()
            returning l.table_name, l.deleted""";

    private Ledger() {}

    /**
     * Adds what one call removed.
     *
     * @param counts rows by table, zeros included
     * @return what the job has removed so far, by table in the order of {@code counts}
     */
    public static Uni<Map<String, Long>> record(
            Mutiny.Session session, String service, Subject subject, JobId job, Map<String, Long> counts) {
        Map<String, Object> json = new LinkedHashMap<>(counts);
        return session.createNativeQuery(RECORD, Object[].class)
                .setParameter("service", service)
                .setParameter("kind", subject.kind().noun())
                .setParameter("id", subject.id().toString())
                .setParameter("job", job.toString())
                .setParameter("counts", new JsonObject(json).encode())
                .getResultList()
                .map(rows -> {
                    Map<String, Long> total = new LinkedHashMap<>(counts);
                    rows.forEach(row -> total.put((String) row[0], ((Number) row[1]).longValue()));
                    return total;
                });
    }
}
