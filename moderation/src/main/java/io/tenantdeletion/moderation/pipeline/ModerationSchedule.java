package io.tenantdeletion.moderation.pipeline;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.tenantdeletion.commons.service.ServedServices;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/** Looks at the queue, and for deletions that are due, where the pipeline's tables are. */
@ApplicationScoped
class ModerationSchedule {

    private static final Logger LOG = Logger.getLogger(ModerationSchedule.class);
    private static final String SCHEMA = "moderation";

    private final QueueMetrics queue;
    private final DueDeletions due;
    private final boolean isServed;
    private Cancellable ticks = () -> {};

    ModerationSchedule(QueueMetrics queue, DueDeletions due, ServedServices services) {
        this.queue = queue;
        this.due = due;
        this.isServed =
                services.all().stream().anyMatch(service -> service.schemas().contains(SCHEMA));
    }

    void start(@Observes StartupEvent start, ModerationConfig config, Vertx vertx) {
        if (!isServed) {
            return;
        }
        Context context = vertx.getOrCreateContext();
        ticks = Multi.createFrom()
                .ticks()
                .every(config.pollEvery())
                .onOverflow()
                .drop()
                .onItem()
                .transformToUniAndConcatenate(tick -> Uni.createFrom()
                        .deferred(() -> queue.refresh().chain(due::applyAll))
                        .runSubscriptionOn(task -> context.runOnContext(nothing -> task.run()))
                        .onFailure()
                        .invoke(failure -> LOG.warnf("moderation.due is tried again: %s", failure))
                        .onFailure()
                        .recoverWithNull())
                .subscribe()
                .with(done -> {}, failure -> LOG.error("Scheduled deletions are not applied any more", failure));
    }

    void stop(@Observes ShutdownEvent stop) {
        ticks.cancel();
    }
}
