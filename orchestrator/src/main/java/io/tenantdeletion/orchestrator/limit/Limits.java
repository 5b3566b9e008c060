package io.tenantdeletion.orchestrator.limit;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.audit.AuditEvent;
import io.tenantdeletion.orchestrator.audit.AuditLog;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;

/** What one caller may ask for. The checks fail with the problem the caller is to see. */
@ApplicationScoped
public class Limits {

    private static final Logger LOG = Logger.getLogger(Limits.class);
    private static final String LIFTED = "limit.lifted";

    private final RateLimit rate;
    private final CapStore caps;
    private final AuditLog audit;
    private final LimitsConfig config;
    private final Clock clock;

    Limits(RateLimit rate, CapStore caps, AuditLog audit, LimitsConfig config, Clock clock) {
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
     * Whether a job may be made for this caller.
     *
     * @param actor who asks
     * @param tenants how many tenants it would delete
     * @return fails with a 429 problem where these are too many, or too many rows are gone
     */
    public Uni<Void> checkCaps(String actor, int tenants) {
        Instant now = clock.instant();
        return caps.usage(actor, now.minus(config.capPeriod()))
                .invoke(usage -> {
                    if (usage.exceeds(config, tenants)) {
                        throw LimitProblems.capReached(config, usage, untilOldestLeaves(usage, now));
                    }
                })
                .replaceWithVoid();
    }

    /**
     * Lets one job pass whatever the caps say, and writes down who wanted that and what was used at the time.
     *
     * @param actor the platform admin
     */
    public Uni<Void> lift(String actor, int tenants, Lift lift) {
        Instant now = clock.instant();
        return caps.usage(actor, now.minus(config.capPeriod()))
                .chain(usage -> audit.append(List.of(lifted(actor, lift, usage, usage.exceeds(config, tenants), now))))
                .replaceWithVoid();
    }

    @Scheduled(every = "${deletion.limits.clean-every}", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> clean() {
        return rate.clean(clock.instant().minus(config.ratePeriod()))
                .onFailure()
                .invoke(failure -> LOG.warnf("Old calls could not be forgotten: %s", failure.getMessage()))
                .onFailure()
                .recoverWithNull();
    }

    private Duration untilOldestLeaves(CapUsage usage, Instant now) {
        Instant oldest = usage.oldest() == null ? now : usage.oldest();
        return Duration.between(now, oldest.plus(config.capPeriod()));
    }

    private static AuditEvent lifted(String actor, Lift lift, CapUsage usage, boolean needed, Instant now) {
        return new AuditEvent(
                UUID.randomUUID(),
                now,
                actor,
                lift.source(),
                LIFTED,
                lift.subject(),
                null,
                AuditEvent.DONE,
                lift.reason(),
                Map.of("tenants", usage.tenants(), "rows", usage.rows(), "needed", needed));
    }
}
