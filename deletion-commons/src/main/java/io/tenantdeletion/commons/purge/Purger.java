package io.tenantdeletion.commons.purge;

import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.DataDeletionResponse;
import io.tenantdeletion.commons.contract.DataDeletionResult;
import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.commons.contract.RestoreWindow;
import io.tenantdeletion.commons.contract.Subject;
import io.tenantdeletion.commons.contract.SubjectKind;
import io.tenantdeletion.commons.observe.Observation;
import io.tenantdeletion.commons.observe.PurgeEvents;
import io.tenantdeletion.commons.plan.Plan;
import io.tenantdeletion.commons.prepare.Plans;
import io.tenantdeletion.commons.prepare.SqlState;
import io.tenantdeletion.commons.prepare.SubjectSession;
import io.tenantdeletion.commons.prepare.Timeouts;
import io.tenantdeletion.commons.service.DeletionConfig;
import io.tenantdeletion.commons.service.DeletionConfig.ReferentialChecks;
import io.tenantdeletion.commons.service.ServedServices;
import io.tenantdeletion.commons.service.TenantDataDeletionService;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/**
 * Deletes the rows of one tenant, or one user, from one service, in one transaction per call. Of several calls for the
 * same subject and service one runs and the others are told so at once, so that however long it waits for somebody, it
 * keeps one connection and not the pool.
 */
@Startup // Its metrics are to be seen, at zero, before the first deletion.
@ApplicationScoped
public class Purger {

    private static final int TRIES_AGAINST_CONCURRENT_CALLS = 2;

    private final Plans plans;
    private final SubjectSession sessions;
    private final Observation observation;
    private final CallLimits limits;
    private final DeletionConfig.Purge config;
    private final Clock clock = Clock.systemUTC();

    Purger(
            Plans plans,
            SubjectSession sessions,
            Observation observation,
            ServedServices services,
            DeletionConfig config) {
        this.plans = plans;
        this.sessions = sessions;
        this.observation = observation;
        this.config = config.purge();
        this.limits = CallLimits.of(this.config);
        services.all()
                .forEach(service -> services.subjectKinds(service)
                        .forEach(kind -> events(kind).announce(service.serviceName(), service.pathName())));
    }

    /**
     * Deletes until nothing is left or the time budget is spent; either way what the answer counts is committed.
     *
     * @param job on whose behalf, where it is one's: its counts are kept and answered
     * @param time a shorter time budget than the configured one, where the caller wants to hear sooner
     * @param terms on which what is removed can be put back; empty where it is gone for good
     * @return fails with a 409 problem where other rows still refer to the rows to delete, or other rows would have
     *     changed, with a 503 problem where the rows are not to be had in time; then nothing was deleted
     */
    public Uni<DataDeletionResponse> purge(
            TenantDataDeletionService service,
            Subject subject,
            Optional<JobId> job,
            Optional<Duration> time,
            Optional<RestoreWindow> terms) {
        String name = service.serviceName();
        PurgeEvents events = events(subject.kind());
        TimeBudget call = new TimeBudget(clock, limits.budget(time));
        return sessions.inTurn(
                        String.join(
                                " ",
                                "purge",
                                service.pathName(),
                                subject.noun(),
                                subject.id().toString()),
                        CallLimits.shorter(config.maxWait(), time),
                        turn -> transaction(turn, service, subject, job, terms, call))
                .map(outcome -> outcome.map(done -> answer(name, subject, done))
                        .orElseGet(() -> DataDeletionResponse.waiting(
                                result(name, subject, Map.of()), DataDeletionResponse.OTHER_PURGES)))
                .onFailure(failure -> References.areLeft(failure) || SqlState.DEADLOCK_DETECTED.caused(failure))
                .retry()
                .atMost(TRIES_AGAINST_CONCURRENT_CALLS)
                .onFailure()
                .invoke(failure -> events.failed(name, failure))
                .onCancellation()
                .invoke(() -> events.failed(name, new CancellationException("Its caller has hung up")))
                .onFailure(References::areLeft)
                .transform(References::asProblem)
                .onFailure(SqlState.DEADLOCK_DETECTED::caused)
                .transform(deadlock -> Timeouts.purgeWaits(List.of()))
                .onFailure(SqlState.INSUFFICIENT_PRIVILEGE::caused)
                .transform(PurgeGuard::notPermitted);
    }

    private Uni<PurgeOutcome> transaction(
            SubjectSession.Turn turn,
            TenantDataDeletionService service,
            Subject subject,
            Optional<JobId> job,
            Optional<RestoreWindow> terms,
            TimeBudget call) {
        String name = service.serviceName();
        PurgeEvents events = events(subject.kind());
        TimeBudget budget = call.anew();
        return plans.statements(service, subject.kind())
                .invoke(sql -> events.started(name))
                .flatMap(sql -> turn.forSubject(
                        limits.after(call.spent()),
                        session -> new PurgeTransaction(session, service, subject, events)
                                .run(
                                        sql,
                                        config.chunkRows(),
                                        mayBeWithoutRowChecks(sql.plan(), subject),
                                        budget,
                                        job,
                                        terms)))
                .invoke(outcome -> events.ended(
                        name,
                        outcome.progress().isComplete(),
                        outcome.progress().total(),
                        budget.spent(),
                        outcome.checks()));
    }

    /** A user's rows may have to stay for others' that are written meanwhile: PostgreSQL has to check each. */
    private boolean mayBeWithoutRowChecks(Plan plan, Subject subject) {
        return config.referentialChecks() == ReferentialChecks.SET
                && subject.kind() == SubjectKind.TENANT
                && !plan.needsTriggers();
    }

    private PurgeEvents events(SubjectKind kind) {
        return observation.of(kind.noun());
    }

    private DataDeletionResponse answer(String service, Subject subject, PurgeOutcome outcome) {
        PurgeProgress progress = outcome.progress();
        DataDeletionResult call = result(service, subject, progress.deletedCounts());
        DataDeletionResult result = outcome.jobCounts().map(call::withJobCounts).orElse(call);
        return progress.isComplete()
                ? DataDeletionResponse.completed(result)
                : DataDeletionResponse.incomplete(result, progress.share());
    }

    private DataDeletionResult result(String service, Subject subject, Map<String, Long> counts) {
        return DataDeletionResult.of(subject, service, counts, clock.instant().truncatedTo(ChronoUnit.MILLIS));
    }
}
