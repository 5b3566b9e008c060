package io.tenantdeletion.orchestrator.console;

import io.tenantdeletion.orchestrator.api.DeletionJobStatus;
import io.tenantdeletion.orchestrator.api.PhaseResult;
import io.tenantdeletion.orchestrator.job.Approval;
import io.tenantdeletion.orchestrator.job.JobStatus;
import io.tenantdeletion.orchestrator.job.StepStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Something in the life of a job.
 *
 * @param what happened, or will
 * @param at when, or null where that is not known yet
 * @param by who did it, or null
 * @param state {@code done}, {@code now}, {@code failed} or {@code later}
 */
public record TimelineEntry(String what, Instant at, String by, String state) {

    /** What a colour alone does not tell everybody. */
    private static final Map<String, String> SAID = Map.of("now", ": now", "failed", ": failed");

    private static final Map<String, String> PHASES = Map.ofEntries(
            Map.entry("prepare", "Every service is ready, and lets no new data in"),
            Map.entry("purge", "Services delete their rows"),
            Map.entry("verify", "Services count again: nothing may be left"),
            Map.entry("external_data", "What rows name outside the databases is removed"),
            Map.entry("tenant", "The tenant itself goes"),
            Map.entry("identity", "The account is looked up"),
            Map.entry("tenants", "Tenants go or change hands"),
            Map.entry("services", "Services delete the user's rows"),
            Map.entry("memberships", "Memberships go"),
            Map.entry("account", "The account goes"),
            Map.entry("restore", "Services put back what they have deleted"),
            Map.entry("restore_tenant", "The tenant itself comes back"));

    static List<TimelineEntry> of(JobView view) {
        DeletionJobStatus job = view.status();
        List<TimelineEntry> moments = new ArrayList<>();
        moments.add(new TimelineEntry("Asked for", job.createdAt(), view.initiator(), "done"));
        approval(view, moments);
        boolean begun = job.startedAt() != null;
        boolean over = job.status() == JobStatus.CANCELLED;
        if (!begun && !over) {
            boolean late = job.dueAt().isBefore(view.now());
            moments.add(new TimelineEntry(late ? "Was to begin" : "Begins by itself", job.dueAt(), null, "now"));
        } else if (begun) {
            moments.add(new TimelineEntry("First began", job.startedAt(), null, "done"));
        }
        if (!over) {
            job.phases().forEach((name, phase) -> moments.add(phase(name, phase)));
        }
        if (!job.status().isOpen()) {
            boolean well = job.status().isGood();
            moments.add(new TimelineEntry(
                    "It "
                            + (well
                                    ? "is " + Formats.words(job.status())
                                    : over ? "was cancelled" : "has " + Formats.words(job.status())),
                    job.completedAt(),
                    null,
                    well || over ? "done" : "failed"));
        }
        return moments;
    }

    private static void approval(JobView view, List<TimelineEntry> moments) {
        Approval approval = view.status().approval();
        if (approval == null) {
            return;
        }
        boolean waits = approval.status() == Approval.Status.WAITING;
        moments.add(new TimelineEntry(
                waits ? "Waits for approval, until" : "Was " + Formats.words(approval.status()),
                waits ? approval.until() : null,
                approval.by() == null ? null : view.names().of(approval.by()),
                waits ? "now" : approval.status() == Approval.Status.APPROVED ? "done" : "failed"));
    }

    private static TimelineEntry phase(String name, PhaseResult phase) {
        String what = PHASES.getOrDefault(name, Formats.words(name));
        Instant at = phase.completedAt() == null ? phase.startedAt() : phase.completedAt();
        String state = state(phase.status());
        return new TimelineEntry(what + SAID.getOrDefault(state, ""), at, null, state);
    }

    private static String state(StepStatus status) {
        return switch (status) {
            case COMPLETED, LEFT_OUT -> "done";
            case IN_PROGRESS -> "now";
            case FAILED -> "failed";
            case PENDING, SKIPPED -> "later";
        };
    }
}
