package io.tenantdeletion.orchestrator.limit;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.audit.AuditEvent;
import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.orchestrator.audit.AuditLog;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/** What one caller may ask for. The checks fail with the problem the caller is to see. */
@ApplicationScoped
public class Limits {

    private static final Logger LOG = Logger.getLogger(Limits.class);
    private static final String LIFTED = "limit.lifted";

    private final RateLimit rate;
    private final Caps caps;
    private final AuditLog audit;
    private final LimitsConfig config;
    private final Clock clock;

    Limits(RateLimit rate, Caps caps, AuditLog audit, LimitsConfig config, Clock clock) {
        this.rate = rate;
        this.caps = caps;
        this.audit = audit;
        this.config = config;
        this.clock = clock;
    }

    /**
     * Counts a deleting call.
     *
     * @param actor who calls
     * @return fails with a 429 problem where it is one too many; such a call does not count
     */
    public Uni<Void> checkRate(String actor) {
        return rate.take(actor, config.requests(), config.ratePeriod(), clock.instant())
                .invoke(wait -> wait.ifPresent(time -> {
                    throw LimitProblems.rateLimited(config, time);
                }))
                .replaceWithVoid();
    }

    /**
     * Lets a job through that is about to be written down; its tenants count from now on, and no more once it turns out
     * that no such job was made, or it was cancelled.
     *
     * @return fails with a 429 problem where the caller has deleted too much for one more
     */
    public Uni<Void> checkCaps(LimitRequest asked) {
        Instant now = clock.instant();
        return caps.take(asked, now)
                .invoke(usage -> {
                    if (!usage.granted()) {
                        throw LimitProblems.capReached(config, usage, untilOldestLeaves(usage, now));
                    }
                })
                .replaceWithVoid();
    }

    /** Lets a job through whatever the caps say, and writes down who lifted them and what counted at the time. */
    public Uni<Void> liftCaps(LimitRequest asked, LimitOverride lift) {
        Instant now = clock.instant();
        return caps.lift(asked, now).chain(usage -> audit.append(List.of(lifted(asked, lift, usage, now))));
    }

    /** Whether the caps were lifted for this job, which has not ended. */
    public Uni<Boolean> areLiftedOf(JobId job) {
        return caps.areLiftedOf(job);
    }

    /**
     * Lets a job begin; from now on its rows count for its requester. One that has begun before, or whose caps were
     * lifted, is always let.
     *
     * @param rows how many it is expected to delete, by a preview
     * @return empty where it may begin; otherwise the time to ask again, because its requester has deleted too many
     *     rows for one more
     */
    public Uni<Optional<Instant>> begin(JobId job, long rows) {
        Instant now = clock.instant();
        return caps.begin(job, rows, now)
                .map(usage ->
                        usage.granted() ? Optional.empty() : Optional.of(now.plus(untilOldestLeaves(usage, now))));
    }

    @Scheduled(every = "${deletion.limits.clean-every}", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> clean() {
        Instant now = clock.instant();
        return rate.clean(now.minus(config.ratePeriod()))
                .chain(() -> caps.clean(now))
                .onFailure()
                .invoke(failure -> LOG.warnf("Old calls could not be forgotten: %s", failure.getMessage()))
                .onFailure()
                .recoverWithNull();
    }

    private Duration untilOldestLeaves(CapUsage usage, Instant now) {
        Instant oldest = usage.oldest() == null ? now : usage.oldest();
        return Duration.between(now, oldest.plus(config.capPeriod()));
    }

    private static AuditEvent lifted(LimitRequest asked, LimitOverride lift, CapUsage usage, Instant now) {
        return new AuditEvent(
                UUID.randomUUID(),
                now,
                asked.actor(),
                lift.source(),
                LIFTED,
                lift.subject(),
                asked.job().value(),
                AuditEvent.DONE,
                lift.reason(),
                Map.of("tenants", asked.tenants(), "tenants_before", usage.tenants(), "rows_before", usage.rows()));
    }
}
