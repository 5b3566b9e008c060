package io.tenantdeletion.moderation.pipeline;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.moderation.pipeline.Outcome.Status;
import io.tenantdeletion.moderation.problem.DatabaseRefusals;
import io.tenantdeletion.moderation.submission.Draft;
import io.tenantdeletion.moderation.submission.Requester;
import io.tenantdeletion.moderation.submission.SubmissionStatus;
import io.tenantdeletion.moderation.submission.SubmissionStore;
import io.tenantdeletion.moderation.submission.SubmissionStore.Decision;
import io.tenantdeletion.moderation.submission.SubmissionStore.Place;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Takes what somebody wants: written down, and where a moderator wants it, approved and applied in one transaction. */
@ApplicationScoped
public class Pipeline {

    private static final int TRIES = 5;

    private final Pool pool;
    private final RateLimit limit;
    private final SubmissionStore store;
    private final Applier applier;
    private final ModerationEvents events;
    private final Clock clock = Clock.systemUTC();

    Pipeline(Pool pool, RateLimit limit, SubmissionStore store, Applier applier, ModerationEvents events) {
        this.pool = pool;
        this.limit = limit;
        this.store = store;
        this.applier = applier;
        this.events = events;
    }

    /**
     * Submits one change.
     *
     * @param drafting says what the change is, in the transaction
     */
    public Uni<Outcome> submit(Requester requester, Function<SqlConnection, Uni<Draft>> drafting) {
        return submitAll(requester, connection -> drafting.apply(connection).map(List::of));
    }

    /**
     * Submits changes that are decided together.
     *
     * @param drafting says what they are, in the order in which they are applied; the last is what was asked for
     */
    public Uni<Outcome> submitAll(Requester requester, Function<SqlConnection, Uni<List<Draft>>> drafting) {
        return inTransaction(connection -> limit.require(connection, requester)
                        .chain(() -> drafting.apply(connection))
                        .flatMap(drafts -> insert(connection, drafts, requester))
                        .call(outcome -> events.audit(connection, SubmissionEvent.submitted(outcome, requester))))
                .invoke(outcome -> events.happened(SubmissionEvent.submitted(outcome, requester)));
    }

    /** Runs the work in one transaction, again where PostgreSQL chose it to end a deadlock. */
    <T> Uni<T> inTransaction(Function<SqlConnection, Uni<T>> work) {
        return Uni.createFrom()
                .deferred(() -> pool.withTransaction(work))
                .onFailure(DatabaseRefusals::isDeadlock)
                .retry()
                .atMost(TRIES)
                .onFailure()
                .transform(DatabaseRefusals::translate);
    }

    private Uni<Outcome> insert(SqlConnection connection, List<Draft> drafts, Requester requester) {
        List<Draft> parts = drafts.subList(0, drafts.size() - 1);
        Draft whole = because(drafts.get(parts.size()), requester);
        return store.insert(connection, whole, requester, Optional.empty())
                .call(id -> Multi.createFrom()
                        .range(0, parts.size())
                        .onItem()
                        .transformToUniAndConcatenate(i -> store.insert(
                                connection, because(parts.get(i), requester), requester, Optional.of(new Place(id, i))))
                        .collect()
                        .asList())
                .flatMap(id -> decide(connection, id, whole, requester));
    }

    private static Draft because(Draft draft, Requester requester) {
        return draft.deletionType() == null ? draft : draft.with("deletion_reason", requester.reason());
    }

    private Uni<Outcome> decide(SqlConnection connection, UUID id, Draft draft, Requester requester) {
        if (!requester.moderator()) {
            return Uni.createFrom().item(new Outcome(id, draft, Status.PENDING, requester.effectiveAt()));
        }
        Uni<Void> decided = store.decide(
                connection, id, SubmissionStatus.APPROVED, new Decision(requester.user(), requester.reason(), true));
        boolean later =
                requester.effectiveAt() != null && requester.effectiveAt().isAfter(clock.instant());
        return later
                ? decided.replaceWith(new Outcome(id, draft, Status.SCHEDULED, requester.effectiveAt()))
                : decided.chain(() -> applier.apply(connection, id))
                        .replaceWith(new Outcome(id, draft, Status.APPLIED, null));
    }
}
