package io.tenantdeletion.orchestrator.certificate;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.JobId;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** What was issued. */
@ApplicationScoped
public class Certificates {

    private static final String SELECT = "select * from orchestrator.certificates ";

    private final Pool pool;

    Certificates(Pool pool) {
        this.pool = pool;
    }

    /** The certificate of a job; empty where there is none yet. */
    public Uni<Optional<Certificate>> of(JobId job) {
        return pool.preparedQuery(SELECT + "where job_id = $1")
                .execute(Tuple.of(job.value()))
                .map(rows -> all(rows).stream().findFirst());
    }

    /** Certificates in the order of their numbers. */
    public Uni<List<Certificate>> page(int size, long offset) {
        return pool.preparedQuery(SELECT + "order by number limit $1 offset $2")
                .execute(Tuple.of(size, offset))
                .map(Certificates::all);
    }

    /** The number of the last one, which is how many there must be. */
    public Uni<Long> last() {
        return pool.preparedQuery("select number from orchestrator.certificate_head")
                .execute()
                .map(rows -> rows.iterator().next().getLong("number"));
    }

    private static List<Certificate> all(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> new Certificate(
                        row.getLong("number"),
                        new JobId(row.getUUID("job_id")),
                        row.getUUID("subject_id"),
                        row.getOffsetDateTime("issued_at").toInstant(),
                        row.getString("key_id"),
                        row.getString("previous_hash"),
                        row.getString("hash"),
                        row.getString("jws")))
                .toList();
    }
}
