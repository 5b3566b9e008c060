package io.tenantdeletion.moderation.pipeline;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.problem.ProblemType;
import io.tenantdeletion.moderation.problem.ModerationProblem;
import io.tenantdeletion.moderation.submission.Requester;
import io.tenantdeletion.moderation.submission.Submission;
import io.tenantdeletion.moderation.submission.SubmissionStatus;
import io.tenantdeletion.moderation.submission.SubmissionStore;
import io.tenantdeletion.moderation.submission.SubmissionStore.Decision;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import java.util.function.Consumer;

/** Decides on submissions: whoever locks one first has it, anybody else is told what became of it. */
@ApplicationScoped
public class Review {

    private final Pipeline pipeline;
    private final SubmissionStore store;
    private final Applier applier;
    private final ModerationEvents events;

    Review(Pipeline pipeline, SubmissionStore store, Applier applier, ModerationEvents events) {
        this.pipeline = pipeline;
        this.store = store;
        this.applier = applier;
        this.events = events;
    }

    /**
     * Approves, and applies in the same transaction unless it is for later.
     *
     * @return the submission as it was; fails with 403 for one's own, 409 where it is decided or cannot be applied
     */
    public Uni<Submission> approve(UUID id, Requester moderator) {
        return decide(id, moderator, SubmissionStatus.APPROVED, submission -> {
            requireAnothers(submission, moderator);
            requirePending(submission);
        });
    }

    /** Rejects; the entity stays as it is. */
    public Uni<Submission> reject(UUID id, Requester moderator) {
        return decide(id, moderator, SubmissionStatus.REJECTED, submission -> {
            requireAnothers(submission, moderator);
            requirePending(submission);
        });
    }

    /** Takes back what is not applied yet: whoever submitted it and, where it is scheduled, any moderator. */
    public Uni<Submission> withdraw(UUID id, Requester requester) {
        return decide(id, requester, SubmissionStatus.WITHDRAWN, submission -> {
            boolean own = requester.user().equals(submission.submittedBy());
            if (!own && !requester.moderator()) {
                throw noSuch();
            }
            if (!submission.isScheduled()) {
                requirePending(submission);
            }
            if (!own && !submission.isScheduled()) {
                throw new ProblemException(ProblemType.FORBIDDEN, "Its submitter withdraws it; reject it instead.");
            }
        });
    }

    /** Marks before it applies, because only what an approved submission explains can be written. */
    private Uni<Submission> decide(UUID id, Requester by, SubmissionStatus status, Consumer<Submission> check) {
        return pipeline.inTransaction(connection -> store.lock(connection, id)
                        .map(found -> found.orElseThrow(Review::noSuch))
                        .invoke(Review::requireWhole)
                        .invoke(check)
                        .call(submission ->
                                store.decide(connection, id, status, new Decision(by.user(), by.reason(), false)))
                        .call(submission -> status == SubmissionStatus.APPROVED && !submission.isForLater()
                                ? applier.apply(connection, id)
                                : Uni.createFrom().voidItem())
                        .call(submission -> events.tell(connection, submission, status))
                        .call(submission -> events.audit(connection, SubmissionEvent.decided(submission, status, by))))
                .invoke(submission -> events.happened(SubmissionEvent.decided(submission, status, by)));
    }

    private static ProblemException noSuch() {
        return new ProblemException(ProblemType.NOT_FOUND, "There is no such submission.");
    }

    private static void requireWhole(Submission submission) {
        if (submission.partOf() != null) {
            throw ModerationProblem.with(
                    ModerationProblem.PART_OF_ANOTHER,
                    "Decide on the one that it is part of.",
                    "part_of",
                    submission.partOf());
        }
    }

    private static void requireAnothers(Submission submission, Requester moderator) {
        if (moderator.user().equals(submission.submittedBy())) {
            throw new ProblemException(ModerationProblem.OWN_SUBMISSION, "Another moderator has to decide.");
        }
    }

    private static void requirePending(Submission submission) {
        if (submission.status() != SubmissionStatus.PENDING) {
            throw ModerationProblem.with(
                    ModerationProblem.ALREADY_DECIDED,
                    "It is " + submission.status().word() + ".",
                    "status",
                    submission.status().word());
        }
    }
}
