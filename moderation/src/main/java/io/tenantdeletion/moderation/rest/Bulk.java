package io.tenantdeletion.moderation.rest;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.problem.Outage;
import io.tenantdeletion.commons.problem.Problem;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.problem.ProblemType;
import io.tenantdeletion.moderation.kind.EntityKind;
import io.tenantdeletion.moderation.kind.EntityKinds;
import io.tenantdeletion.moderation.pipeline.Review;
import io.tenantdeletion.moderation.submission.Requester;
import io.tenantdeletion.moderation.submission.SubmissionStatus;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/** One thing done to many, one after the other, each in its own transaction. */
@ApplicationScoped
class Bulk {

    private static final Logger LOG = Logger.getLogger(Bulk.class);

    private final Review review;
    private final Changes changes;
    private final EntityKinds kinds;

    Bulk(Review review, Changes changes, EntityKinds kinds) {
        this.review = review;
        this.changes = changes;
        this.kinds = kinds;
    }

    Uni<BulkResponse> run(BulkRequest request, Requester moderator) {
        Action action = action(request, moderator);
        return Multi.createFrom()
                .iterable(request.ids())
                .onItem()
                .transformToUniAndConcatenate(id -> Uni.createFrom()
                        .deferred(() -> action.on(UUID.fromString(id)))
                        .map(message -> new BulkResponse.Result(id, 200, message, null))
                        .onFailure()
                        .recoverWithItem(failure -> failed(id, failure)))
                .collect()
                .asList()
                .map(BulkResponse::new);
    }

    private interface Action {
        Uni<String> on(UUID id);
    }

    private Action action(BulkRequest request, Requester moderator) {
        return switch (request.action()) {
            case APPROVE ->
                id -> review.approve(id, moderator)
                        .map(one -> DecisionResponse.of(one, SubmissionStatus.APPROVED)
                                .message());
            case REJECT -> {
                ModerationResource.reason(request.reason());
                yield id -> review.reject(id, moderator)
                        .map(one -> DecisionResponse.of(one, SubmissionStatus.REJECTED)
                                .message());
            }
            case DELETE -> {
                EntityKind kind = kinds.of(request.entityType() == null ? "" : request.entityType());
                DeletionQuery query = new DeletionQuery();
                query.deletionType = request.deletionType();
                query.dependants = List.of();
                query.isHard(kind, true);
                yield id -> changes.delete(kind, id, query, moderator)
                        .map(answer -> answer.getEntity().message());
            }
        };
    }

    private static BulkResponse.Result failed(String id, Throwable failure) {
        ProblemException problem = failure instanceof ProblemException known ? known : unexpected(failure);
        Problem answer = (Problem) problem.toResponse(null).getEntity();
        return new BulkResponse.Result(id, answer.status(), null, answer);
    }

    private static ProblemException unexpected(Throwable failure) {
        if (Outage.isOutage(failure)) {
            return Outage.of("What this call needs", failure);
        }
        LOG.error("Unexpected failure in a bulk call", failure);
        return new ProblemException(ProblemType.INTERNAL_ERROR, "The failure is in the log of this service.");
    }
}
