package io.tenantdeletion.moderation.pipeline;

import io.tenantdeletion.moderation.pipeline.Outcome.Status;
import io.tenantdeletion.moderation.submission.Requester;
import io.tenantdeletion.moderation.submission.Submission;
import io.tenantdeletion.moderation.submission.SubmissionStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Something that has happened to a submission.
 *
 * @param what the words for it, in their order: {@code submitted}, {@code bypassed}, {@code approved},
 *     {@code rejected}, {@code withdrawn}, {@code applied}
 * @param actor who did it; null for the application itself
 * @param address where that one called from, or null
 * @param decision as it is counted, or null where nothing was decided
 */
record SubmissionEvent(List<String> what, About about, UUID actor, String address, String decision) {

    private static final String APPLIED = "applied";

    /** Which submission, and what it wants of which entity. */
    record About(UUID submission, String type, String entityType, UUID entity) {

        private static About of(Submission submission) {
            return new About(
                    submission.submissionId(),
                    submission.type().word(),
                    submission.entityType(),
                    submission.entityId());
        }
    }

    /** Somebody wants something; where a moderator does, it may have happened already. */
    static SubmissionEvent submitted(Outcome outcome, Requester requester) {
        About about = new About(
                outcome.submission(),
                outcome.draft().type().word(),
                outcome.draft().kind().name(),
                outcome.draft().entityId());
        List<String> what = new ArrayList<>(List.of("submitted"));
        if (outcome.status() != Status.PENDING) {
            what.add("bypassed");
        }
        if (outcome.status() == Status.APPLIED) {
            what.add(APPLIED);
        }
        return of(what, about, requester, outcome.status() == Status.PENDING ? null : "direct");
    }

    /** Somebody has decided. */
    static SubmissionEvent decided(Submission submission, SubmissionStatus status, Requester by) {
        List<String> what = status == SubmissionStatus.APPROVED && !submission.isForLater()
                ? List.of(status.word(), APPLIED)
                : List.of(status.word());
        return of(what, About.of(submission), by, status.word());
    }

    /** A scheduled deletion has happened. */
    static SubmissionEvent due(Submission submission) {
        return new SubmissionEvent(List.of(APPLIED), About.of(submission), null, null, null);
    }

    private static SubmissionEvent of(List<String> what, About about, Requester by, String decision) {
        return new SubmissionEvent(what, about, by.user(), by.origin().address(), decision);
    }
}
