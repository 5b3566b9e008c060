package io.tenantdeletion.moderation.pipeline;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.moderation.submission.Submission;
import io.tenantdeletion.moderation.submission.SubmissionStatus;
import io.tenantdeletion.moderation.submission.SubmissionStore;
import io.tenantdeletion.moderation.submission.SubmissionStore.Decision;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Applies approved deletions when their time has come, each once whichever replica does it. */
@ApplicationScoped
class DueDeletions {

    private static final Logger LOG = Logger.getLogger(DueDeletions.class);
    private static final String DUE = """
            select id from moderation.submissions
            where status = 'approved' and applied_at is null and part_of is null
              and coalesce(next_attempt_at, effective_at) <= now()
            order by coalesce(next_attempt_at, effective_at) limit 1 for update skip locked""";
    /** Twice the pause before, less up to a quarter, and an hour at most. */
    private static final String LATER = """
            update moderation.submissions set
              attempts = coalesce(attempts, 0) + 1,
              next_attempt_at = now() + (1 - random() / 4)
                * least(interval '1 hour', make_interval(secs => $2) * power(2, least(coalesce(attempts, 0), 20)))
            where id = $1""";

    private final Pipeline pipeline;
    private final SubmissionStore store;
    private final Applier applier;
    private final ModerationEvents events;
    private final ModerationConfig config;

    DueDeletions(
            Pipeline pipeline,
            SubmissionStore store,
            Applier applier,
            ModerationEvents events,
            ModerationConfig config) {
        this.pipeline = pipeline;
        this.store = store;
        this.applier = applier;
        this.events = events;
        this.config = config;
    }

    /** One after the other, until none is due. */
    Uni<Void> applyAll() {
        return applyNext()
                .chain(found ->
                        found.isPresent() ? applyAll() : Uni.createFrom().voidItem());
    }

    private Uni<Optional<UUID>> applyNext() {
        UUID[] claimed = new UUID[1];
        return pipeline.inTransaction(connection -> claim(connection)
                        .invoke(due -> claimed[0] = due.orElse(null))
                        .flatMap(due -> due.map(id -> apply(connection, id).map(Optional::of))
                                .orElseGet(() -> Uni.createFrom().item(Optional.empty()))))
                .invoke(applied -> applied.map(SubmissionEvent::due).ifPresent(events::happened))
                .map(applied -> applied.map(Submission::submissionId))
                .onFailure(ProblemException.class)
                .recoverWithUni(problem -> reject(claimed[0], problem).replaceWith(Optional.of(claimed[0])))
                .onFailure(failure -> claimed[0] != null)
                .recoverWithUni(failure -> tryLater(claimed[0], failure).replaceWith(Optional.of(claimed[0])));
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
                .call(submission -> events.audit(connection, SubmissionEvent.due(submission)));
    }

    /** Those that are due behind it go on. */
    private Uni<Void> tryLater(UUID id, Throwable failure) {
        LOG.warnf("moderation.due submission=%s is tried again: %s", id, failure);
        return pipeline.inTransaction(connection -> connection
                        .preparedQuery(LATER)
                        .execute(Tuple.of(id, config.pollEvery().toMillis() / 1000.0)))
                .replaceWithVoid();
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
