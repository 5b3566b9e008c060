package io.tenantdeletion.orchestrator.restore;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.problem.ProblemType;
import io.tenantdeletion.orchestrator.job.StatementTimeout;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Keys of jobs in their database. Fails with a 503 problem where that does not answer. */
@ApplicationScoped
public class JobKeys {

    private static final Logger LOG = Logger.getLogger(JobKeys.class);

    /** Of two attempts at once both get the first one's. */
    private static final String MAKE = """
            with made as (
              insert into keys.job_keys (job_id, wrapped, master_key, created_at) values ($1, $2, $3, $4)
              on conflict do nothing returning wrapped, master_key)
            select wrapped, master_key from made
            union all
            select wrapped, master_key from keys.job_keys where job_id = $1
            """;

    private static final String FIND = "select wrapped, master_key from keys.job_keys where job_id = $1";
    private static final String DESTROY = "delete from keys.job_keys where job_id = $1";
    private static final String PAGE = """
            select job_id, created_at from keys.job_keys where job_id > $1 order by job_id limit $2
            """;
    private static final String COUNT = """
            select count(*) as keys, count(*) filter (where master_key is distinct from $2) as previous,
              coalesce(extract(epoch from $1 - min(created_at)), 0)::float8 as age
            from keys.job_keys
            """;

    private final Instance<Pool> pool;
    private final MasterKeys masters;
    private final StatementTimeout timeout;
    private final Clock clock;

    JobKeys(
            @ReactiveDataSource("keys") Instance<Pool> pool,
            MasterKeys masters,
            StatementTimeout timeout,
            Clock clock) {
        this.pool = pool;
        this.masters = masters;
        this.timeout = timeout;
        this.clock = clock;
    }

    /** The job's key, a new one where it has none. */
    public Uni<JobKey> make(JobId job) {
        Tuple values =
                Tuple.of(job.value(), Buffer.buffer(masters.wrap(job, masters.random())), masters.current(), now());
        return execute(MAKE, values)
                // Somebody else's, not to be seen by this very statement.
                .chain(rows -> rows.size() == 0
                        ? execute(FIND, Tuple.of(job.value()))
                        : Uni.createFrom().item(rows))
                .map(rows -> key(job, rows).orElseThrow());
    }

    /** The job's key; empty where it is destroyed. Fails with a 409 problem where its master key is not known. */
    public Uni<Optional<JobKey>> find(JobId job) {
        return execute(FIND, Tuple.of(job.value())).map(rows -> key(job, rows));
    }

    /** Nobody reads the job's restore logs any more. */
    public Uni<Void> destroy(JobId job) {
        return execute(DESTROY, Tuple.of(job.value())).replaceWithVoid();
    }

    /** By their jobs when keys were made, those of the ids that follow; none after the last. */
    Uni<Map<JobId, OffsetDateTime>> page(JobId after, int most) {
        return execute(PAGE, Tuple.of(after.value(), most)).map(rows -> {
            Map<JobId, OffsetDateTime> page = new LinkedHashMap<>();
            rows.forEach(row -> page.put(new JobId(row.getUUID("job_id")), row.getOffsetDateTime("created_at")));
            return page;
        });
    }

    /** How many there are. */
    Uni<KeyCount> count() {
        return execute(COUNT, Tuple.of(now(), masters.current())).map(rows -> {
            Row row = rows.iterator().next();
            return new KeyCount(row.getLong("keys"), row.getLong("previous"), Math.max(0, row.getDouble("age")));
        });
    }

    private Optional<JobKey> key(JobId job, RowSet<Row> rows) {
        if (rows.size() == 0) {
            return Optional.empty();
        }
        Row row = rows.iterator().next();
        byte[] key = masters.unwrap(
                        job,
                        row.getString("master_key"),
                        row.getBuffer("wrapped").getBytes())
                .orElseThrow(() -> new ProblemException(
                        RestoreProblems.KEY_UNREADABLE,
                        "It is wrapped by the master key " + row.getString("master_key")
                                + ", which deletion.restore does not have."));
        return Optional.of(new JobKey(job, key));
    }

    private Uni<RowSet<Row>> execute(String statement, Tuple values) {
        return Uni.createFrom()
                .deferred(
                        () -> timeout.bound(pool.get().preparedQuery(statement).execute(values)))
                .onFailure(failure -> !(failure instanceof ProblemException))
                .transform(failure -> {
                    LOG.warnf("The database of keys does not answer: %s", failure.getMessage());
                    return new ProblemException(
                            ProblemType.UNAVAILABLE, "The database of restore keys does not answer.");
                });
    }

    private OffsetDateTime now() {
        return OffsetDateTime.now(clock);
    }

    /**
     * What there is.
     *
     * @param keys how many
     * @param previous those among them that a previous master key has wrapped
     * @param age seconds since the oldest was made
     */
    record KeyCount(long keys, long previous, double age) {

        /** Nothing. */
        static final KeyCount NONE = new KeyCount(0, 0, 0);
    }
}
