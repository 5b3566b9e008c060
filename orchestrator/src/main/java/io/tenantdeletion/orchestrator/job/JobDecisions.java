package io.tenantdeletion.orchestrator.job;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.JobId;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.UUID;

/** Decisions about a job that has not begun. Each is one compare-and-set, so that of two at once one counts. */
@ApplicationScoped
public class JobDecisions {

    private static final String ENDED = """
            status = 'cancelled', completed_at = $2, run_id = null, lease_until = null,
              hold = case hold when 'none' then 'none' else 'unwanted' end, hold_tried_at = $2
            """;
    private static final String CAUSED = ", changed_by = $3, changed_from = $4, changed_why = $5, changed_via = $6 ";

    private static final String CANCEL = "update orchestrator.deletion_jobs set " + ENDED + CAUSED + """
            where job_id = $1 and (status = 'pending' or (status = 'failed' and started_at is null))
            """;
    private static final String AWAITING = """
            where job_id = $1 and status = 'pending' and approval = 'waiting' and approval_until > $2
              and initiated_by is distinct from $7
            """;
    private static final String APPROVE = """
            update orchestrator.deletion_jobs set approval = 'approved', approval_by = $3, approval_reason = $5
            """ + CAUSED + AWAITING;
    private static final String REJECT = """
            update orchestrator.deletion_jobs set approval = 'rejected', approval_by = $3, approval_reason = $5,
            """ + ENDED + CAUSED + AWAITING;
    private static final String EXPIRE = """
            update orchestrator.deletion_jobs set approval = 'expired', changed_by = 'orchestrator', changed_from = null,
              changed_why = $1, hold_tried_at = null, completed_at = $2, status = 'cancelled',
              hold = case hold when 'none' then 'none' else 'unwanted' end
            where status = 'pending' and approval = 'waiting' and approval_until <= $2
            """;
    private static final String HASTEN = """
            update orchestrator.deletion_jobs set due_at = $2
            """ + CAUSED + "where job_id = $1 and status = 'pending' and due_at > $2";

    private final Pool pool;
    private final Clock clock;

    JobDecisions(Pool pool, Clock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    /** Ends a job that has not begun; whether it had not. */
    public Uni<Boolean> cancel(JobId job, Cause cause) {
        return change(CANCEL, caused(job, cause));
    }

    /** Lets a job that awaits approval begin when it is due; whether this decision counts. */
    public Uni<Boolean> approve(JobId job, Cause cause, UUID decider) {
        return change(APPROVE, caused(job, cause).addUUID(decider));
    }

    /** Ends a job that awaits approval; whether this decision counts. */
    public Uni<Boolean> reject(JobId job, Cause cause, UUID decider) {
        return change(REJECT, caused(job, cause).addUUID(decider));
    }

    /** Ends all jobs that have awaited approval for too long; how many. */
    public Uni<Integer> expire() {
        Tuple values = Tuple.of("nobody approved it in time", now());
        return pool.preparedQuery(EXPIRE).execute(values).map(rows -> rows.rowCount());
    }

    /** Makes a pending job due now; whether it was to wait longer. */
    public Uni<Boolean> hasten(JobId job, Cause cause) {
        return change(HASTEN, caused(job, cause));
    }

    private Tuple caused(JobId job, Cause cause) {
        return Tuple.tuple()
                .addUUID(job.value())
                .addOffsetDateTime(now())
                .addString(cause.by())
                .addString(cause.from())
                .addString(cause.why())
                .addString(cause.via());
    }

    private Uni<Boolean> change(String statement, Tuple values) {
        return pool.preparedQuery(statement).execute(values).map(rows -> rows.rowCount() == 1);
    }

    private OffsetDateTime now() {
        return OffsetDateTime.now(clock);
    }
}
