package io.tenantdeletion.orchestrator.certificate;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.orchestrator.audit.Sha256;
import io.tenantdeletion.orchestrator.job.DeletionJob;
import io.tenantdeletion.orchestrator.job.JobChanged;
import io.tenantdeletion.orchestrator.job.JobStore;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;

/**
 * Issues what is due, one certificate a transaction: number, hash, event and audit line are written together or not at
 * all. One replica at a time holds the head; the others leave it alone and look again.
 */
@ApplicationScoped
class CertificateIssuer {

    private static final Logger LOG = Logger.getLogger(CertificateIssuer.class);
    private static final String HEAD = "select number, hash from orchestrator.certificate_head for update skip locked";
    private static final String NEXT =
            "select job_id from orchestrator.certificates_due order by tried, since, job_id limit 1";
    private static final String ISSUE = """
            with issued as (
              insert into orchestrator.certificates (number, job_id, subject_type, subject_id, issued_at, key_id,
                previous_hash, hash, jws)
              select $1, j.job_id, j.kind, coalesce(j.tenant_id, j.user_id), $3, $4, $5, $6, $7
              from orchestrator.deletion_jobs j where j.job_id = $2
              returning *),
            done as (delete from orchestrator.certificates_due where job_id = $2),
            told as (
              insert into orchestrator.outbox (id, type, source, subject, time, data)
              select orchestrator.event_id('certificate.issued', i.job_id), 'certificate.issued', 'orchestrator',
                i.subject_id, i.issued_at, jsonb_strip_nulls(jsonb_build_object('job_id', i.job_id,
                  'parent_job_id', j.parent_id, 'tenant_id', j.tenant_id, 'user_id', j.user_id,
                  'number', i.number, 'hash', i.hash))
              from issued i join orchestrator.deletion_jobs j on j.job_id = i.job_id
              on conflict (id) do nothing)
            select orchestrator.append_audit(gen_random_uuid(), issued_at, 'orchestrator', null, 'certificate.issued',
              subject_id, job_id, 'done', null,
              jsonb_build_object('number', number, 'hash', hash, 'key_id', key_id))
            from issued
            """;
    private static final String FORWARD = "update orchestrator.certificate_head set number = $1, hash = $2";
    private static final String LATER = "update orchestrator.certificates_due set tried = tried + 1 where job_id = $1";
    private static final String OLDEST =
            "select extract(epoch from now() - min(since))::float8 as age from orchestrator.certificates_due";

    private final Pool pool;
    private final JobStore jobs;
    private final CertificateKeys keys;
    private final CertificateConfig config;
    private final Clock clock;
    private final Event<JobChanged> changes;

    private volatile double oldest;

    void start(@Observes StartupEvent event, MeterRegistry meters) {
        Gauge.builder("tenant.deletion.certificates.oldest.age", () -> oldest)
                .description(
                        "Since when the first completed job waits for its certificate; every replica tells the same")
                .baseUnit("seconds")
                .register(meters);
    }

    CertificateIssuer(
            Pool pool,
            JobStore jobs,
            CertificateKeys keys,
            CertificateConfig config,
            Clock clock,
            Event<JobChanged> changes) {
        this.pool = pool;
        this.jobs = jobs;
        this.keys = keys;
        this.config = config;
        this.clock = clock;
        this.changes = changes;
    }

    @Scheduled(every = "${deletion.certificate.issue-every:1s}", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> issue() {
        return keys.signing()
                .map(key -> Multi.createBy()
                        .repeating()
                        .uni(() -> one(key))
                        .whilst(issued -> issued)
                        .collect()
                        .last()
                        .onFailure()
                        .invoke(failure -> LOG.warnf("Certificates could not be issued: %s", failure.getMessage()))
                        .onFailure()
                        .recoverWithNull()
                        // Who waits is seen in any case.
                        .chain(this::look))
                .orElseGet(() -> Uni.createFrom().voidItem())
                .onFailure()
                .invoke(failure -> LOG.warnf("Certificates could not be counted: %s", failure.getMessage()))
                .onFailure()
                .recoverWithNull();
    }

    /** Whether there may be another one. One that cannot be issued keeps nobody else's waiting. */
    private Uni<Boolean> one(Ed25519Key key) {
        AtomicReference<UUID> taken = new AtomicReference<>();
        return pool.withTransaction(connection -> next(connection, key, taken))
                .onFailure(failure -> taken.get() != null)
                .call(failure -> {
                    LOG.errorf(failure, "certificate.failed job_id=%s", taken.get());
                    return pool.preparedQuery(LATER).execute(Tuple.of(taken.get()));
                });
    }

    private Uni<Boolean> next(SqlConnection connection, Ed25519Key key, AtomicReference<UUID> taken) {
        return connection
                .preparedQuery(HEAD)
                .execute()
                .chain(head -> head.size() == 0
                        ? Uni.createFrom().item(false)
                        : connection
                                .preparedQuery(NEXT)
                                .execute()
                                .chain(due -> due.size() == 0
                                        ? Uni.createFrom().item(false)
                                        : issue(connection, key, head.iterator().next(), job(due, taken))));
    }

    private Uni<Boolean> issue(SqlConnection connection, Ed25519Key key, Row head, JobId id) {
        return jobs.find(id)
                .chain(job -> write(connection, key, head, job.orElseThrow()))
                .replaceWith(true);
    }

    private Uni<?> write(SqlConnection connection, Ed25519Key key, Row head, DeletionJob job) {
        long number = head.getLong("number") + 1;
        String before = head.getString("hash");
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        String jws =
                key.sign(CertificateContent.of(job, number, before, now, config).encode());
        String hash = Sha256.hex(jws.getBytes(StandardCharsets.US_ASCII));
        Tuple values = Tuple.tuple()
                .addLong(number)
                .addUUID(job.id().value())
                .addOffsetDateTime(now.atOffset(ZoneOffset.UTC))
                .addString(key.kid())
                .addString(before)
                .addString(hash)
                .addString(jws);
        return connection
                .preparedQuery(ISSUE)
                .execute(values)
                .chain(() -> connection.preparedQuery(FORWARD).execute(Tuple.of(number, hash)))
                .invoke(() -> changes.fire(new JobChanged(job.id())));
    }

    private Uni<Void> look() {
        return pool.preparedQuery(OLDEST)
                .execute()
                .invoke(rows -> {
                    Double age = rows.iterator().next().getDouble("age");
                    oldest = age == null ? 0 : Math.max(0, age);
                })
                .replaceWithVoid();
    }

    private static JobId job(RowSet<Row> rows, AtomicReference<UUID> taken) {
        taken.set(rows.iterator().next().getUUID("job_id"));
        return new JobId(taken.get());
    }
}
