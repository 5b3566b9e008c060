package io.tenantdeletion.moderation.pipeline;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.service.ServedServices;
import io.tenantdeletion.moderation.submission.Submission;
import io.tenantdeletion.moderation.submission.SubmissionStatus;
import io.tenantdeletion.moderation.submission.SubmissionStore;
import io.tenantdeletion.moderation.submission.SubmissionStore.Decision;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Applies approved deletions when their time has come, each once whichever replica does it; and looks at the queue. */
@ApplicationScoped
class DueDeletions {

    private static final Logger LOG = Logger.getLogger(DueDeletions.class);
    private static final String SCHEMA = "moderation";
    private static final String DUE = """
            select id from moderation.submissions
            where status = 'approved' and applied_at is null and part_of is null and effective_at <= now()
            order by effective_at limit 1 for update skip locked""";

    private final Pipeline pipeline;
    private final SubmissionStore store;
    private final Applier applier;
    private final ModerationEvents events;
    private final QueueMetrics queue;
    private final boolean isServed;
    private Cancellable ticks = () -> {};

    DueDeletions(
            Pipeline pipeline,
            SubmissionStore store,
            Applier applier,
            ModerationEvents events,
            QueueMetrics queue,
            ServedServices services) {
        this.pipeline = pipeline;
        this.store = store;
        this.applier = applier;
        this.events = events;
        this.queue = queue;
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
                        .deferred(() -> queue.refresh().chain(this::applyAll))
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

    /** One after the other, until none is due. */
    private Uni<Void> applyAll() {
        return applyNext()
                .chain(found ->
                        found.isPresent() ? applyAll() : Uni.createFrom().voidItem());
    }

    private Uni<Optional<UUID>> applyNext() {
        UUID[] claimed = new UUID[1];
        return pipeline.inTransaction(connection -> claim(connection)
                        .invoke(due -> claimed[0] = due.orElse(null))
                        .call(due -> due.map(id -> apply(connection, id))
                                .orElseGet(() -> Uni.createFrom().nullItem())))
                .onFailure(ProblemException.class)
                .recoverWithUni(problem -> reject(claimed[0], problem).replaceWith(Optional.of(claimed[0])));
    }

    private static Uni<Optional<UUID>> claim(SqlConnection connection) {
        return connection
                .query(DUE)
                .execute()
                .map(rows -> rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(rows.iterator().next().getUUID(0)));
    }

    private Uni<Submission> apply(SqlConnection connection, UUID id) {
        return applier.apply(connection, id)
                .chain(() -> store.find(connection, id, null))
                .map(Optional::orElseThrow)
                .invoke(events::due);
    }

    /** It can never be applied as it is: that is said, and not tried for ever. */
    private Uni<Void> reject(UUID id, Throwable problem) {
        return pipeline.inTransaction(connection -> store.lock(connection, id)
                .map(Optional::orElseThrow)
                .flatMap(submission -> submission.isScheduled()
                        ? store.decide(
                                        connection,
                                        id,
                                        SubmissionStatus.REJECTED,
                                        new Decision(null, problem.getMessage(), false))
                                .chain(() -> events.tell(connection, submission, SubmissionStatus.REJECTED))
                        : Uni.createFrom().voidItem()));
    }
}
