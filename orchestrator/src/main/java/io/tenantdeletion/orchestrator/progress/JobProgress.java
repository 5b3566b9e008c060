package io.tenantdeletion.orchestrator.progress;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.operators.multi.processors.BroadcastProcessor;
import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.orchestrator.control.StopSwitch;
import io.tenantdeletion.orchestrator.job.DeletionJob;
import io.tenantdeletion.orchestrator.job.JobStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** Jobs as they change, whichever replica runs them. */
@ApplicationScoped
public class JobProgress {

    private static final Logger LOG = Logger.getLogger(JobProgress.class);

    private final JobStore store;
    private final StopSwitch stop;
    private final Notifications notifications;
    private final JobWatches watches;
    private final ProgressConfig config;
    private final BroadcastProcessor<JobId> all = BroadcastProcessor.create();
    private final Map<JobId, WatchedJob> watched = new ConcurrentHashMap<>();

    JobProgress(
            JobStore store, StopSwitch stop, Notifications notifications, JobWatches watches, ProgressConfig config) {
        this.store = store;
        this.stop = stop;
        this.notifications = notifications;
        this.watches = watches;
        this.config = config;
    }

    void listen(@Observes StartupEvent event) {
        notifications.listen(this::changed, watches::heardOf, this::readAll);
    }

    /**
     * A job now and at each change, no faster than the interval; ends with the job, whose end is the last item. Whoever
     * is slow gets the newest and misses those between. Who may see it is asked before.
     *
     * @param known the job as it has just been read
     */
    public Multi<DeletionJob> watch(DeletionJob known) {
        return Multi.createBy()
                .concatenating()
                .streams(Multi.createFrom().item(known), reads(known.id()))
                .map(job -> new Seen(job, stop.isPaused()))
                .skip()
                .repetitions()
                .map(Seen::job)
                .onItem()
                .transformToIterable(JobProgress::thenEnd)
                .select()
                .first(Optional::isPresent)
                .map(Optional::get);
    }

    /** Jobs as they change, whichever; whoever is slow misses some. */
    public Multi<JobId> changes() {
        return all.onOverflow().dropPreviousItems();
    }

    private Multi<DeletionJob> reads(JobId id) {
        return Multi.createFrom().deferred(() -> {
            WatchedJob job =
                    watched.compute(id, (key, known) -> join(key, known).joined());
            notifications.send(Notifications.WATCHES, Set.of(id.toString()));
            job.changed();
            return job.reads().onTermination().invoke(() -> leave(id));
        });
    }

    private WatchedJob join(JobId id, WatchedJob known) {
        return known != null ? known : new WatchedJob(() -> read(id), config.interval());
    }

    private void leave(JobId id) {
        watched.computeIfPresent(id, (key, job) -> job.left());
    }

    private Uni<DeletionJob> read(JobId id) {
        return store.find(id)
                .map(job -> job.orElse(null))
                .onFailure()
                .invoke(failure -> LOG.debugf("A watched job could not be read: %s", failure.getMessage()))
                .onFailure()
                .recoverWithNull();
    }

    private void changed(JobId id) {
        all.onNext(id);
        WatchedJob job = watched.get(id);
        if (job != null) {
            job.changed();
        }
    }

    private void readAll() {
        watched.values().forEach(WatchedJob::changed);
    }

    /** Reads what is watched here again, and tells all replicas that it is watched. */
    @Scheduled(every = "${deletion.progress.reread-every}")
    Uni<Void> readAgain() {
        watches.forgetOld();
        notifications.send(
                Notifications.WATCHES,
                watched.keySet().stream().map(JobId::toString).toList());
        readAll();
        return Uni.createFrom().voidItem();
    }

    private static List<Optional<DeletionJob>> thenEnd(DeletionJob job) {
        return job.status().isOpen() ? List.of(Optional.of(job)) : List.of(Optional.of(job), Optional.empty());
    }

    /** What of a job makes a status that differs. */
    private record Seen(DeletionJob job, boolean paused) {}
}
