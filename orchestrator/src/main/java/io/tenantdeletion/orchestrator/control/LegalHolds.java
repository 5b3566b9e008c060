package io.tenantdeletion.orchestrator.control;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.orchestrator.job.AuditContext;
import io.tenantdeletion.orchestrator.job.StatementTimeout;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jboss.logging.Logger;

/**
 * Whose data must not be deleted. What counts is the database: every statement that claims a job, begins it, goes on to
 * its next phase or completes it looks at the holds. {@link #holds} is this replica's last look, for runs to stop
 * between two calls. Every change and its line in the audit log are one statement.
 */
@Startup
@ApplicationScoped
public class LegalHolds {

    private static final Logger LOG = Logger.getLogger(LegalHolds.class);
    private static final String SELECT = """
            select h.*, not exists (
              select from orchestrator.deletion_jobs j join orchestrator.deletion_jobs run
                on run.job_id in (j.job_id, j.parent_id) or run.parent_id = j.job_id
              where (j.tenant_id = h.subject_id or j.user_id = h.subject_id)
                and run.status in ('pending', 'in_progress') and run.run_id is not null) as effective
            from orchestrator.legal_holds h
            """;
    private static final String SET = """
            with changed as (
              insert into orchestrator.legal_holds as h (subject_id, reason, reference, set_by, set_at)
              values ($1, $2, $3, $4, $5)
              on conflict (subject_id) do update
                set reason = excluded.reason, reference = excluded.reference, set_by = excluded.set_by
                where (h.reason, h.reference) is distinct from (excluded.reason, excluded.reference)
              returning subject_id, reason, reference, xmax = 0 as created)
            select created, orchestrator.audit_legal_hold($4, $6, $7, case when created then 'set' else 'changed' end,
              subject_id, reason, reference)
            from changed
            """;
    private static final String LIFT = """
            with lifted as (delete from orchestrator.legal_holds where subject_id = $1 returning subject_id, reference)
            select orchestrator.audit_legal_hold($2, $3, $4, 'lifted', subject_id, null, reference) from lifted
            """;
    private static final String AMONG =
            "select subject_id from orchestrator.legal_holds where subject_id = any($1) order by subject_id";
    private static final String WAIT =
            "update orchestrator.deletion_jobs set held_tenants = $2 where job_id = $1 and held_tenants <> $2";
    private static final String HELD_NOW = """
            select coalesce(array_agg(subject_id), '{}') as subjects, case when count(*) = 0 then '{}' else array(
              select job_id from orchestrator.deletion_jobs
              where status in ('pending', 'in_progress') and run_id is not null
                and orchestrator.held_since(job_id) is not null) end as jobs
            from orchestrator.legal_holds
            """;

    private final Pool pool;
    private final StatementTimeout timeout;
    private final Clock clock;
    private final MeterRegistry meters;
    private volatile Set<UUID> jobs = Set.of();
    private volatile Set<UUID> subjects = Set.of();

    LegalHolds(Pool pool, StatementTimeout timeout, Clock clock, MeterRegistry meters) {
        this.pool = pool;
        this.timeout = timeout;
        this.clock = clock;
        this.meters = meters;
    }

    @PostConstruct
    void register() {
        Gauge.builder("tenant.deletion.legal.holds", () -> subjects.size())
                .description("Legal holds that stand; every replica tells the same")
                .register(meters);
    }

    /** The hold on this tenant or user. */
    public Uni<Optional<LegalHold>> find(UUID subject) {
        return execute(SELECT + "where h.subject_id = $1", Tuple.of(subject))
                .map(rows -> all(rows).stream().findFirst());
    }

    /** Holds, the newest first. */
    public Uni<List<LegalHold>> page(int size, long offset) {
        return execute(SELECT + "order by h.set_at desc, h.subject_id limit $1 offset $2", Tuple.of(size, offset))
                .map(LegalHolds::all);
    }

    /** How many there are. */
    public Uni<Long> count() {
        return execute("select count(*) as holds from orchestrator.legal_holds", Tuple.tuple())
                .map(rows -> rows.iterator().next().getLong("holds"));
    }

    /**
     * Sets a hold, or says anew why it stands; nothing is written where that is so already.
     *
     * @return whether there was none before
     */
    public Uni<Boolean> set(UUID subject, String reference, AuditContext by) {
        Tuple values = Tuple.tuple()
                .addUUID(subject)
                .addString(by.why())
                .addString(reference)
                .addString(by.by())
                .addOffsetDateTime(OffsetDateTime.now(clock))
                .addString(by.from())
                .addString(by.via());
        return execute(SET, values)
                .map(rows -> rows.size() > 0 && rows.iterator().next().getBoolean("created"))
                .call(this::refresh);
    }

    /** Lifts a hold; whether there was one. What waited for it goes on by itself. */
    public Uni<Boolean> lift(UUID subject, AuditContext by) {
        return execute(LIFT, Tuple.of(subject, by.by(), by.from(), by.via()))
                .map(rows -> rows.size() > 0)
                .call(this::refresh);
    }

    /** Which of these tenants and users are held. */
    public Uni<Set<UUID>> among(Collection<UUID> subjects) {
        return subjects.isEmpty()
                ? Uni.createFrom().item(Set.of())
                : execute(AMONG, Tuple.tuple().addArrayOfUUID(subjects.toArray(UUID[]::new)))
                        .map(rows -> Set.copyOf(StreamSupport.stream(rows.spliterator(), false)
                                .map(row -> row.getUUID("subject_id"))
                                .toList()));
    }

    /** This user's job waits while one of these tenants is held, which it would take along. */
    public Uni<Void> await(JobId job, Collection<UUID> tenants) {
        return execute(WAIT, Tuple.tuple().addUUID(job.value()).addArrayOfUUID(tenants.toArray(UUID[]::new)))
                .replaceWithVoid();
    }

    /** Whether this job, which is being run, had to stop when this replica last looked, a second ago at most. */
    public boolean holds(JobId job) {
        return jobs.contains(job.value());
    }

    /** Whether this tenant or user was held when this replica last looked. */
    public boolean isHeld(UUID subject) {
        return subjects.contains(subject);
    }

    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> refresh() {
        return execute(HELD_NOW, Tuple.tuple())
                .invoke(rows -> {
                    Row row = rows.iterator().next();
                    jobs = Set.of(row.getArrayOfUUIDs("jobs"));
                    subjects = Set.of(row.getArrayOfUUIDs("subjects"));
                })
                .replaceWithVoid()
                .onFailure()
                .invoke(failure -> LOG.warnf("Legal holds could not be read: %s", failure.getMessage()))
                .onFailure()
                .recoverWithNull();
    }

    private Uni<RowSet<Row>> execute(String statement, Tuple values) {
        return timeout.bound(pool.preparedQuery(statement).execute(values));
    }

    private static List<LegalHold> all(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> new LegalHold(
                        row.getUUID("subject_id"),
                        row.getString("reason"),
                        row.getString("reference"),
                        row.getString("set_by"),
                        row.getOffsetDateTime("set_at").toInstant(),
                        row.getBoolean("effective")))
                .toList();
    }
}
