package io.tenantdeletion.orchestrator.saga;

import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.orchestrator.job.JobKind;
import io.tenantdeletion.orchestrator.job.JobLeases;
import io.tenantdeletion.orchestrator.job.JobsConfig;
import io.tenantdeletion.orchestrator.job.Lease;
import io.tenantdeletion.orchestrator.job.LeaseLostException;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** The runs of this process. */
@ApplicationScoped
public class JobRunner {

    private static final Logger LOG = Logger.getLogger(JobRunner.class);
    private static final long RELEASE_SECONDS = 5;

    private final Map<JobKind, JobProcess> processes;
    private final JobLeases leases;
    private final JobsConfig config;
    private final Vertx vertx;
    private final Map<UUID, Run> runs = new ConcurrentHashMap<>();
    private volatile boolean stopping;

    JobRunner(@All List<JobProcess> processes, JobLeases leases, JobsConfig config, Vertx vertx) {
        this.processes = processes.stream().collect(Collectors.toMap(JobProcess::kind, process -> process));
        this.leases = leases;
        this.config = config;
        this.vertx = vertx;
    }

    /**
     * Whether this process would begin another job of this kind now. Each kind has room of its own: a user's job waits
     * for tenants' jobs, which must find room however many users' jobs run.
     */
    public boolean hasRoom(JobKind kind) {
        return !stopping
                && runs.values().stream().filter(run -> run.kind == kind).count() < config.maxRunning();
    }

    /** The kinds of jobs this process would begin now. */
    Set<JobKind> room() {
        return Arrays.stream(JobKind.values()).filter(this::hasRoom).collect(Collectors.toSet());
    }

    /** Begins to run a job whose lease this process has just got. */
    public void start(Lease lease) {
        Run run = new Run(lease.job(), lease.subject().kind());
        runs.put(lease.run(), run);
        JobContext context = new JobContext(vertx, lease);
        context.execute(() -> {
            run.subscription = processes
                    .get(lease.subject().kind())
                    .run(lease, context)
                    .subscribe()
                    .with(outcome -> ended(lease), failure -> broken(lease, failure));
            if (run.end.isDone()) {
                run.subscription.cancel();
            }
        });
    }

    /** Ends when this process stops running the job, for whatever reason; empty where it does not run it. */
    public Optional<Uni<Void>> ended(JobId job) {
        return runs.values().stream()
                .filter(run -> run.job.equals(job))
                .findFirst()
                // A copy: a caller that stops waiting must not end the run for others.
                .map(run -> Uni.createFrom().completionStage(run.end::copy));
    }

    /** What runs here. */
    Set<UUID> running() {
        return Set.copyOf(runs.keySet());
    }

    /** Stops runs whose lease another replica has taken over. */
    void stopAllBut(Collection<UUID> asked, Collection<UUID> held) {
        asked.stream().filter(run -> !held.contains(run)).forEach(this::stop);
    }

    /** Gives all jobs back, so that another replica goes on at once. */
    void shutDown(@Observes ShutdownEvent event) {
        stopping = true;
        Set<UUID> given = running();
        if (given.isEmpty()) {
            return;
        }
        given.forEach(this::stop);
        // The thread that stops the application waits: afterwards there is no database connection any more.
        leases.release(given)
                .subscribeAsCompletionStage()
                .orTimeout(RELEASE_SECONDS, TimeUnit.SECONDS)
                .exceptionally(failure -> {
                    LOG.warn("Leases could not be released; they run out by themselves", failure);
                    return null;
                })
                .join();
    }

    private void stop(UUID id) {
        Run run = runs.remove(id);
        if (run != null) {
            LOG.infof("orchestrator.%s_deletion.stopped job_id=%s run_id=%s", run.kind, run.job, id);
            Cancellable subscription = run.subscription;
            if (subscription != null) {
                subscription.cancel();
            }
            run.end.complete(null);
        }
    }

    private void ended(Lease lease) {
        Run run = runs.remove(lease.run());
        if (run != null) {
            run.end.complete(null);
        }
    }

    private void broken(Lease lease, Throwable failure) {
        JobKind kind = lease.subject().kind();
        if (failure instanceof LeaseLostException) {
            LOG.warnf("orchestrator.%s_deletion.lease_lost job_id=%s run_id=%s", kind, lease.job(), lease.run());
        } else {
            // The lease is left to run out: whoever resumes the job does not do it in a hot loop.
            LOG.errorf(failure, "orchestrator.%s_deletion.interrupted job_id=%s", kind, lease.job());
        }
        ended(lease);
    }

    private static final class Run {

        private final JobId job;
        private final JobKind kind;
        private final CompletableFuture<Void> end = new CompletableFuture<>();
        private volatile Cancellable subscription;

        private Run(JobId job, JobKind kind) {
            this.job = job;
            this.kind = kind;
        }
    }
}
