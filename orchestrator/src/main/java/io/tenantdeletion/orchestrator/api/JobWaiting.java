package io.tenantdeletion.orchestrator.api;

import io.tenantdeletion.orchestrator.job.DeletionJob;
import io.tenantdeletion.orchestrator.job.DeletionStep;
import io.tenantdeletion.orchestrator.job.StepStatus;
import io.tenantdeletion.orchestrator.job.Verification;
import io.tenantdeletion.orchestrator.job.WaitingFor;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Why a job does nothing now, since when, and what a person can do, in plain words.
 *
 * @param waitingFor the reason's word, or null where it waits for nothing
 * @param since since when, or null where that is not known
 * @param detail a sentence or two, or null
 */
record JobWaiting(WaitingFor waitingFor, Instant since, String detail) {

    private static final JobWaiting NOTHING = new JobWaiting(null, null, null);

    static JobWaiting of(DeletionJob job, Instant now, boolean paused) {
        return WaitingFor.of(job, now, paused)
                .map(reason -> new JobWaiting(reason, since(job, reason), detail(job, reason)))
                .orElseGet(() -> verification(job));
    }

    /** A job that is being run waits, too, while services cannot be verified. */
    private static JobWaiting verification(DeletionJob job) {
        List<DeletionStep> waiting = !job.running()
                ? List.of()
                : job.steps().stream()
                        .filter(step -> step.status() == StepStatus.IN_PROGRESS
                                && step.evidence().isWaiting())
                        .toList();
        if (waiting.isEmpty()) {
            return NOTHING;
        }
        String detail = waiting.stream()
                .map(step -> step.service() + ": open_transactions: "
                        + Verification.described(step.evidence().verification().waitingFor()))
                .collect(Collectors.joining("; "));
        return new JobWaiting(
                WaitingFor.UNAVAILABLE,
                waiting.get(0).startedAt(),
                detail + ". The service is asked again until they have ended.");
    }

    /** A user's job that has begun waits for the jobs of tenants that go along. */
    private static boolean isOfTenants(DeletionJob job, WaitingFor reason) {
        return job.waiting().obstacle() != null && job.waiting().obstacle().kind() == reason && reason.mayTakeDays();
    }

    private static Instant since(DeletionJob job, WaitingFor reason) {
        if (isOfTenants(job, reason)) {
            return job.waiting().since();
        }
        return switch (reason) {
            case APPROVAL, RETENTION -> job.times().createdAt();
            case TENANT_SERVICE -> job.start().dueAt();
            case STOP_SWITCH -> null;
            case LEGAL_HOLD -> job.waiting().heldSince();
            case UNAVAILABLE, REFUSED, DRIFTED -> job.waiting().since();
        };
    }

    private static String detail(DeletionJob job, WaitingFor reason) {
        if (isOfTenants(job, reason)) {
            return job.waiting().obstacle().detail() + ". It goes on by itself when that is over." + cancelling(job);
        }
        return switch (reason) {
            case APPROVAL ->
                "Another platform admin than the requester approves or rejects it, until "
                        + job.start().approval().until().truncatedTo(ChronoUnit.SECONDS) + ".";
            case RETENTION -> "It begins by itself; until then it can be cancelled" + onlyWith(job) + ".";
            case TENANT_SERVICE -> "The tenant service could not be told yet; it is asked again by itself.";
            case STOP_SWITCH -> "Deletions are stopped; it goes on when a platform admin releases the stop switch.";
            case LEGAL_HOLD ->
                "It must not delete while the legal hold stands; it goes on by itself when that is lifted.";
            case UNAVAILABLE ->
                job.waiting().obstacle().detail()
                        + (job.status().isOpen()
                                ? ". It is tried again by itself; a retry does so at once."
                                : ". It was tried again for too long; see to it, then retry.")
                        + cancelling(job);
            case REFUSED -> job.waiting().obstacle().detail() + ". See to it, then retry." + cancelling(job);
            case DRIFTED ->
                job.waiting().obstacle().detail()
                        + ". Look at a new preview and retry with its preview_token, or cancel" + onlyWith(job) + ".";
        };
    }

    private static String cancelling(DeletionJob job) {
        return job.isCancellable()
                ? " Nothing has been deleted, so it can still be cancelled" + onlyWith(job) + "."
                : "";
    }

    private static String onlyWith(DeletionJob job) {
        return job.origin().takenBackWith() == null
                ? ""
                : ", but only with the job " + job.origin().takenBackWith() + ", which it is part of";
    }
}
