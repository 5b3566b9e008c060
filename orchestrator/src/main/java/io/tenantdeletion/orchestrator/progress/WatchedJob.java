package io.tenantdeletion.orchestrator.progress;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.operators.multi.processors.UnicastProcessor;
import io.tenantdeletion.orchestrator.job.DeletionJob;
import java.time.Duration;
import java.util.function.Supplier;

/** One job as all who watch it at this replica see it: read once a change, however many they are. */
final class WatchedJob {

    private final UnicastProcessor<Boolean> changes = UnicastProcessor.create();
    private final Multi<DeletionJob> reads;
    private int watchers;

    /**
     * @param read reads the job; empty where that is not possible now
     * @param interval the shortest time between two readings
     */
    WatchedJob(Supplier<Uni<DeletionJob>> read, Duration interval) {
        Multi<DeletionJob> pause = Uni.createFrom()
                .<DeletionJob>nullItem()
                .onItem()
                .delayIt()
                .by(interval)
                .toMulti();
        this.reads = changes.onOverflow()
                .dropPreviousItems()
                .onItem()
                .transformToMultiAndConcatenate(change -> Multi.createBy()
                        .concatenating()
                        .streams(Uni.createFrom().deferred(read::get).toMulti(), pause))
                .broadcast()
                .withCancellationAfterLastSubscriberDeparture()
                .toAllSubscribers();
    }

    /** The job at every reading; a slow reader misses some, and holds nobody up. */
    Multi<DeletionJob> reads() {
        return reads.onOverflow().dropPreviousItems();
    }

    /** It is read again, after the interval at the earliest. */
    synchronized void changed() {
        changes.onNext(true);
    }

    /** One more watches. */
    WatchedJob joined() {
        watchers++;
        return this;
    }

    /** One less watches; null where nobody does any more. */
    WatchedJob left() {
        return --watchers == 0 ? null : this;
    }
}
