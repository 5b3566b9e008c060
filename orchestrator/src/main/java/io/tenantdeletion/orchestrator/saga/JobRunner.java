package io.tenantdeletion.orchestrator.saga;

import io.opentelemetry.context.Context;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.commons.contract.SubjectKind;
import io.tenantdeletion.orchestrator.job.DeletionJob;
import io.tenantdeletion.orchestrator.job.JobLeases;
import io.tenantdeletion.orchestrator.job.JobsConfig;
import io.tenantdeletion.orchestrator.job.Lease;
import io.tenantdeletion.orchestrator.job.LeaseLostException;
import io.tenantdeletion.orchestrator.job.TransitionResult;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** The runs of this process. */
@ApplicationScoped
public class JobRunner {

    private static final Logger LOG = Logger.getLogger(JobRunner.class);
    private static final long RELEASE_SECONDS = 5;

    private final PhaseRunner phases;
    private final JobLeases leases;
    private final AdmissionControl admission;
    private final Vertx vertx;
    private final Map<UUID, Run> runs = new ConcurrentHashMap<>();
    private final Map<SubjectKind, Semaphore> slots = new EnumMap<>(SubjectKind.class);
    private final Set<SubjectKind> wanted = ConcurrentHashMap.newKeySet();
    private volatile Consumer<SubjectKind> whenFree = kind -> {};
    private volatile boolean stopping;

    JobRunner(PhaseRunner phases, JobLeases leases, JobsConfig config, AdmissionControl admission, Vertx vertx) {
        this.phases = phases;
        this.leases = leases;
        this.admission = admission;
        this.vertx = vertx;
        admission.whenAdmitted(() -> Set.copyOf(wanted).forEach(this::offer));
        for (SubjectKind kind : SubjectKind.values()) {
            slots.put(kind, new Semaphore(config.maxRunning()));
        }
    }

    /** Answers a request for a job before the jobs of others begin, see {@link AdmissionControl}. */
    <T> Uni<T> answerFirst(Supplier<Uni<T>> request) {
        return admission.answer(request);
    }

    /**
     * Takes slots of this process for jobs of this kind; each is given back by the run that {@link #start} begins, or
     * by {@link #giveBack}. Each kind has slots of its own: a user's job waits for tenants' jobs, which must find room
     * however many users' jobs run.
     *
     * @param most how many at most
     * @return how many there were; where there were none, the listener of {@link #whenFree} hears of the next
     */
    int takeSlots(SubjectKind kind, int most) {
        int wished = stopping || !admission.admitsJobs() ? 0 : most;
        int taken = 0;
        while (taken < wished && slots.get(kind).tryAcquire()) {
            taken++;
        }
        if (taken == 0) {
            wantSlot(kind);
        }
        return taken;
    }

    /** There may be more to run than there are slots. */
    void wantSlot(SubjectKind kind) {
        wanted.add(kind);
    }

    /** Gives slots back that no run needs. */
    void giveBack(SubjectKind kind, int count) {
        slots.get(kind).release(count);
        if (count > 0) {
            offer(kind);
        }
    }

    private void offer(SubjectKind kind) {
        if (!stopping && wanted.remove(kind)) {
            whenFree.accept(kind);
        }
    }

    /** What is to be called when a slot gets free after somebody wanted one and there was none. */
    void whenFree(Consumer<SubjectKind> listener) {
        whenFree = listener;
    }

    /**
     * Claims a job and runs it, where this process has a slot for it.
     *
     * @param suspended whether its tenant has been suspended for it a moment ago
     * @param claim is given the run that would begin, or null where there is no slot and the job is left to others
     */
    Uni<TransitionResult> claim(DeletionJob job, boolean suspended, Function<UUID, Uni<TransitionResult>> claim) {
        // A copy: a caller who goes away meanwhile must leave neither a slot nor a lease behind that nobody uses.
        return Uni.createFrom()
                .completionStage(() -> Uni.createFrom()
                        .deferred(() -> claimInSlot(job, suspended, claim))
                        .subscribeAsCompletionStage()
                        .copy());
    }

    private Uni<TransitionResult> claimInSlot(
            DeletionJob job, boolean suspended, Function<UUID, Uni<TransitionResult>> claim) {
        SubjectKind kind = job.subject().kind();
        int slots = takeSlots(kind, 1);
        Context trace = Context.current();
        UUID run = slots == 0 ? null : UUID.randomUUID();
        return claim.apply(run).onFailure().invoke(() -> giveBack(kind, slots)).invoke(transition -> {
            if (run != null && run.equals(transition.run())) {
                start(new Lease(job.id(), job.subject(), run, suspended), trace);
            } else {
                giveBack(kind, slots);
            }
        });
    }

    /** Begins to run a job whose lease this process has just got, in a slot that it has taken. */
    void start(Lease lease) {
        start(lease, Context.root());
    }

    private void start(Lease lease, Context trace) {
        Run run = new Run(lease.job(), lease.subject().kind());
        runs.put(lease.run(), run);
        JobContext context = new JobContext(vertx, lease.job(), lease.subject(), trace);
        context.execute(() -> {
            run.subscription = phases.run(lease, context)
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

    /** Stops what this process runs of a job that it may not run any more. */
    void stop(JobId job) {
        runs.forEach((id, run) -> {
            if (run.job.equals(job)) {
                stop(id);
            }
        });
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
            giveBack(run.kind, 1);
        }
    }

    private void ended(Lease lease) {
        Run run = runs.remove(lease.run());
        if (run != null) {
            run.end.complete(null);
            giveBack(run.kind, 1);
        }
    }

    private void broken(Lease lease, Throwable failure) {
        SubjectKind kind = lease.subject().kind();
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
        private final SubjectKind kind;
        private final CompletableFuture<Void> end = new CompletableFuture<>();
        private volatile Cancellable subscription;

        private Run(JobId job, SubjectKind kind) {
            this.job = job;
            this.kind = kind;
        }
    }
}
