package io.tenantdeletion.orchestrator.saga;

import io.tenantdeletion.orchestrator.job.DeletionJob;
import io.tenantdeletion.orchestrator.job.WaitingFor;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What a job waits for before it can go on.
 *
 * @param kind what
 * @param until when it is to be tried again at the latest, or null where nobody knows
 */
public record Awaited(WaitingFor kind, Instant until) {

    /** What this job waits for. */
    public static Awaited by(DeletionJob job, WaitingFor kind) {
        return new Awaited(kind, kind == WaitingFor.RETENTION ? job.start().dueAt() : null);
    }

    /** Whichever is over first, as far as anybody knows; either may be null. */
    public static Awaited first(Awaited one, Awaited other) {
        return Stream.of(one, other)
                .filter(Objects::nonNull)
                .min(Comparator.comparing(Awaited::until, Comparator.nullsLast(Comparator.naturalOrder())))
                .orElse(null);
    }
}
