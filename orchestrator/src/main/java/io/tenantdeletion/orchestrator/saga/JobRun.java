package io.tenantdeletion.orchestrator.saga;

import io.tenantdeletion.commons.contract.Subject;
import io.tenantdeletion.commons.contract.UserId;
import io.tenantdeletion.orchestrator.job.DeletionJob;
import io.tenantdeletion.orchestrator.job.Lease;
import io.tenantdeletion.orchestrator.job.OnFailure;
import io.tenantdeletion.orchestrator.job.Restoration;
import io.tenantdeletion.orchestrator.job.RunWriter;
import io.tenantdeletion.orchestrator.job.StepResult;
import io.tenantdeletion.orchestrator.participant.Participant;
import io.tenantdeletion.orchestrator.participant.ServiceKey;
import io.tenantdeletion.orchestrator.preview.PlatformPreview;
import io.tenantdeletion.orchestrator.preview.PlatformPreview.ServicePreview;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;

/** One attempt at a job. Used on its own context only. */
public final class JobRun {

    private final DeletionJob job;
    private final Lease lease;
    private final JobContext context;
    private final RunWriter writer;
    private final BooleanSupplier stopped;
    private final Found found;

    JobRun(DeletionJob job, Lease lease, JobContext context, RunWriter writer, BooleanSupplier stopped) {
        this(job, lease, context, writer, stopped, new Found());
    }

    private JobRun(
            DeletionJob job, Lease lease, JobContext context, RunWriter writer, BooleanSupplier stopped, Found found) {
        this.job = job;
        this.lease = lease;
        this.context = context;
        this.writer = writer;
        this.stopped = stopped;
        this.found = found;
    }

    /** The same run, a part of which goes on in this context of the same thread. */
    JobRun on(JobContext part) {
        return new JobRun(job, lease, part, writer, stopped, found);
    }

    /** The job as it was when the attempt began. */
    public DeletionJob job() {
        return job;
    }

    /** Whose data it deletes. */
    public Subject subject() {
        return job.subject();
    }

    /** What entitles this process to run it. */
    Lease lease() {
        return lease;
    }

    /** Whether its tenant has been suspended for it a moment ago. */
    boolean isSuspended() {
        return lease.suspended();
    }

    /** The user that is deleted, or null. */
    public UserId user() {
        return job.user();
    }

    /** Where everything goes on after a call. */
    public Executor context() {
        return context;
    }

    /** The same, to make further ones from. */
    JobContext jobContext() {
        return context;
    }

    /** Writes down what happens. */
    public RunWriter writer() {
        return writer;
    }

    /** What services can be asked to keep of what they delete, or to put back. */
    RestoreLog restoreLog() {
        return found.restoreLog;
    }

    /** The key of what this service is to keep, or to put back; null where it keeps nothing. */
    public ServiceKey restoreKey(Participant service) {
        return found.restoreLog.of(service);
    }

    /** Found out before the attempt begins. */
    void keep(RestoreLog log) {
        found.restoreLog = log;
    }

    /** Counted before the attempt begins. */
    void expect(PlatformPreview rows) {
        found.rows = rows.services();
    }

    /** The same services, in the order to call them: those with most to do first, because they end last. */
    List<String> largestFirst(List<String> services) {
        return services.stream()
                .sorted(Comparator.comparingLong(this::rows).reversed())
                .toList();
    }

    private long rows(String service) {
        ServicePreview counted = found.rows.get(service);
        return counted == null ? 0 : counted.totalRecords();
    }

    /**
     * Whether the stop switch was set, or a legal hold, when this replica last looked; they stop nothing that is
     * undone.
     */
    public boolean isStopped() {
        return !job.restoration().isUndo() && stopped.getAsBoolean();
    }

    /** Takes note of what a call has done. */
    public void note(StepResult answer) {
        found.reached |= answer.effect() != StepResult.Effect.NONE;
        found.progressed |= answer.rows() > 0;
    }

    /** It has turned out that this has to be waited for. */
    public void await(Awaited awaited) {
        found.awaited = awaited;
    }

    /** What has to be waited for, as far as that has turned out. */
    Optional<Awaited> awaited() {
        return Optional.ofNullable(found.awaited);
    }

    /** Whether rows may be gone, by this attempt or an earlier one; those of parts are looked up where it matters. */
    boolean hasBegunPurge() {
        return found.reached || job.hasBegunOwnPurge();
    }

    /** Whether it is undone where it fails for good: it is to be, rows may be gone, and all of them can come back. */
    boolean isRolledBack() {
        Restoration known = job.restoration();
        return known.onFailure() == OnFailure.ROLLBACK
                && !known.isUndo()
                && hasBegunPurge()
                && (found.restoreLog.key() != null || known.log() == Restoration.Log.KEPT)
                && found.restoreLog.state() != Restoration.Log.DESTROYED
                && known.withoutLog().isEmpty()
                && found.restoreLog.without().isEmpty();
    }

    /** Whether this attempt has removed a row. */
    boolean hasProgressed() {
        return found.progressed;
    }

    /** What has come to light meanwhile, for all parts of the run. */
    private static final class Found {

        private RestoreLog restoreLog = RestoreLog.NONE;
        private Map<String, ServicePreview> rows = Map.of();
        private Awaited awaited;
        private boolean reached;
        private boolean progressed;
    }
}
