package io.tenantdeletion.commons.fence;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.commons.contract.Subject;
import io.tenantdeletion.commons.observe.Observation;
import io.tenantdeletion.commons.observe.PurgeEvents;
import io.tenantdeletion.commons.prepare.Gate;
import io.tenantdeletion.commons.prepare.StatementTimeouts;
import io.tenantdeletion.commons.prepare.SubjectSession;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.problem.ProblemType;
import io.tenantdeletion.commons.service.DeletionConfig;
import io.tenantdeletion.commons.service.TenantDataDeletionService;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/**
 * Sets and lifts the fence around one subject in one service. Once it is set, no transaction can commit a row of the
 * subject that it writes from then on; who had written before is kept with the tombstone, see {@link #keepSnapshot}.
 */
@ApplicationScoped
public class Fences {

    /** A purge may have removed rows: the subject is not to come back to what is left. */
    private static final ProblemType FENCE_STAYS =
            new ProblemType("fence-stays", 409, "A purge has begun; the fence stays");

    private static final Logger LOG = Logger.getLogger(Fences.class);

    private static final String SET = """
            select tenant_deletion.set_fence(:service, :kind, cast(cast(:id as text) as uuid), :key, :version,
                                             cast(cast(:job as text) as uuid))""";

    private static final String LIFT = """
            with this as (
              select service, subject_kind, subject_id from tenant_deletion.fence
              where service = :service and subject_kind = :kind and subject_id = cast(cast(:id as text) as uuid)
                and (cast(:job as text) is null or job_id is null or job_id = cast(cast(:job as text) as uuid))
              for update),
            lifted as (
              delete from tenant_deletion.fence f using this t
              where (f.service, f.subject_kind, f.subject_id) = (t.service, t.subject_kind, t.subject_id)
                and (:always or f.purge_begun_at is null)
              returning f.subject_id)
            select (select count(*) from this), (select count(*) from lifted)""";

    private static final String WAS_LIFTED = """
            select exists (select 1 from tenant_deletion.ledger
                           where service = $1 and subject_kind = $2 and subject_id = $3 and job_id = $4)
               and not exists (select 1 from tenant_deletion.fence
                               where service = $1 and subject_kind = $2 and subject_id = $3)""";

    private static final String UNKNOWN = """
            select 1 from tenant_deletion.fence
            where service = $1 and subject_kind = $2 and subject_id = $3 and snapshot is null""";

    // A snapshot tells who is in progress only up to the latest transaction that has ended. So one ends first that
    // began when the tombstone was there already: whoever looked before has an older number.
    private static final String END_ONE = "select pg_current_xact_id()";
    private static final String KEEP = """
            update tenant_deletion.fence set snapshot = pg_current_snapshot()
            where service = $1 and subject_kind = $2 and subject_id = $3 and snapshot is null""";

    private final Gate gate;
    private final SubjectSession sessions;
    private final Pool pool;
    private final Observation observation;
    private final StatementTimeouts timeouts;

    Fences(
            Gate gate,
            SubjectSession sessions,
            @ReactiveDataSource("purge") Pool pool,
            Observation observation,
            DeletionConfig config) {
        this.observation = observation;
        this.gate = gate;
        this.sessions = sessions;
        this.pool = pool;
        this.timeouts = new StatementTimeouts(
                config.fence().lockTimeout(), config.purge().callTimeout());
    }

    /**
     * Sets the fence, unless something stands in the way of the deletion. Can be repeated; the first call's time stays.
     *
     * @param job on whose behalf, where it is a job's
     * @return fails with a 409 problem that carries the findings, and with a 503 problem where writers with a snapshot
     *     of their own did not end in time; then nothing is fenced
     */
    public Uni<Tombstone> set(TenantDataDeletionService service, Subject subject, Optional<JobId> job) {
        return gate.check(service, subject)
                .map(report -> report.requirePlan().version())
                .flatMap(version -> sessions.forSubject(
                                timeouts,
                                session -> of(session, SET, service, subject)
                                        .setParameter("key", service.columnValue(subject))
                                        .setParameter("version", version)
                                        .setParameter("job", text(job))
                                        .getSingleResult())
                        .map(fencedAt -> new Tombstone(version, ((OffsetDateTime) fencedAt).toInstant())))
                .invoke(() -> events(subject).fenced(service.serviceName()))
                .call(() -> keepSnapshot(service, subject));
    }

    /**
     * Keeps with the tombstone who was in progress when it was there already: any of them may have written before. Does
     * nothing where that is known or there is no tombstone. Where a process ended too early to do it, it is done later,
     * and then names more than it has to.
     */
    public Uni<Void> keepSnapshot(TenantDataDeletionService service, Subject subject) {
        Tuple key = Tuple.of(service.serviceName(), subject.kind().noun(), subject.id());
        return pool.preparedQuery(UNKNOWN)
                .execute(key)
                .flatMap(unknown -> unknown.size() == 0
                        ? Uni.createFrom().voidItem()
                        : pool.query(END_ONE)
                                .execute()
                                .flatMap(ended -> pool.preparedQuery(KEEP).execute(key))
                                .replaceWithVoid());
    }

    /**
     * Lifts the fence; does nothing where there is none, or where another job has set it since.
     *
     * @param always also where a purge has begun: to use an erased id again
     * @param job on whose behalf, where it is a job's
     * @param caller who asks, for the log
     * @return whether there was one; fails with a 409 problem where a purge has begun
     */
    public Uni<Boolean> lift(
            TenantDataDeletionService service, Subject subject, boolean always, Optional<JobId> job, String caller) {
        return sessions.forSubject(
                        timeouts,
                        session -> of(session, LIFT, service, subject)
                                .setParameter("always", always)
                                .setParameter("job", text(job))
                                .getSingleResult())
                .map(counts -> {
                    boolean isLifted = count(counts, 1) > 0;
                    if (isLifted) {
                        events(subject).fenceLifted(service.serviceName());
                        log(service, subject, caller);
                    } else if (count(counts, 0) > 0) {
                        throw new ProblemException(
                                FENCE_STAYS,
                                "Rows may have been deleted already. A platform admin can lift the fence, to use the"
                                        + " id again.");
                    }
                    return isLifted;
                });
    }

    /**
     * Whether a job has purged here and its fence is gone: somebody has lifted it, to use the erased id again, and what
     * is here now is not what the job was about.
     */
    public Uni<Boolean> wasLiftedAfter(JobId job, TenantDataDeletionService service, Subject subject) {
        return pool.preparedQuery(WAS_LIFTED)
                .execute(Tuple.of(service.serviceName(), subject.kind().noun(), subject.id(), job.value()))
                .map(rows -> rows.iterator().next().getBoolean(0));
    }

    private static String text(Optional<JobId> job) {
        return job.map(JobId::toString).orElse(null);
    }

    private PurgeEvents events(Subject subject) {
        return observation.of(subject.kind().noun());
    }

    private static void log(TenantDataDeletionService service, Subject subject, String caller) {
        String noun = subject.kind().noun();
        LOG.infof("%s.%s_deletion.fence_lifted %s=%s by=%s", service.serviceName(), noun, noun, subject.id(), caller);
    }

    private static Mutiny.SelectionQuery<Object> of(
            Mutiny.Session session, String sql, TenantDataDeletionService service, Subject subject) {
        return session.createNativeQuery(sql, Object.class)
                .setParameter("service", service.serviceName())
                .setParameter("kind", subject.kind().noun())
                .setParameter("id", subject.id().toString());
    }

    private static long count(Object row, int column) {
        return ((Number) ((Object[]) row)[column]).longValue();
    }
}
