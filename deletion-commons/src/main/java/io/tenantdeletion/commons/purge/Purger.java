package io.tenantdeletion.commons.purge;

import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.DataDeletionResponse;
import io.tenantdeletion.commons.contract.DataDeletionResult;
import io.tenantdeletion.commons.mapping.EntityModel;
import io.tenantdeletion.commons.observe.Observation;
import io.tenantdeletion.commons.observe.PurgeEvents;
import io.tenantdeletion.commons.plan.SubjectKind;
import io.tenantdeletion.commons.prepare.Plans;
import io.tenantdeletion.commons.prepare.SqlState;
import io.tenantdeletion.commons.prepare.SubjectSession;
import io.tenantdeletion.commons.prepare.Timeouts;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.problem.ProblemType;
import io.tenantdeletion.commons.service.DeletionConfig;
import io.tenantdeletion.commons.service.ServedServices;
import io.tenantdeletion.commons.service.TenantDataDeletionService;
import io.tenantdeletion.commons.subject.Subject;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Deletes the rows of one tenant, or one user, from one service, in one transaction per call. Of several calls for the
 * same subject and service one runs and the others are told so at once, so that however long it waits for somebody, it
 * keeps one connection and not the pool.
 */
@Startup // Its metrics are to be seen, at zero, before the first deletion.
@ApplicationScoped
public class Purger {

    private static final String ONE_AT_A_TIME =
            "select pg_try_advisory_xact_lock(hashtextextended(:service || ' ' || :subject, 0))";
    private static final int TRIES_AGAINST_CONCURRENT_CALLS = 2;

    /** Another call for the same subject is at work. */
    private static final ProblemType PURGE_BUSY =
            new ProblemType("purge-busy", 503, "Another call is deleting these rows; this one changed nothing");

    private final Plans plans;
    private final SubjectSession sessions;
    private final EntityModel entities;
    private final Observation observation;
    private final CallLimits limits;
    private final int partRows;
    private final Clock clock = Clock.systemUTC();

    Purger(
            Plans plans,
            SubjectSession sessions,
            EntityModel entities,
            Observation observation,
            ServedServices services,
            DeletionConfig config) {
        this.plans = plans;
        this.sessions = sessions;
        this.entities = entities;
        this.observation = observation;
        this.limits = CallLimits.of(config.purge());
        this.partRows = config.purge().chunkRows();
        services.all().forEach(service -> events(SubjectKind.TENANT).announce(service.serviceName()));
        services.all().stream()
                .filter(services::holdsUserData)
                .forEach(service -> events(SubjectKind.USER).announce(service.serviceName()));
    }

    /**
     * Deletes until nothing is left or the time budget is spent; either way what the answer counts is committed.
     *
     * @return fails with a 409 problem where other rows still refer to the rows to delete, with a 503 problem where the
     *     rows are not to be had in time; then nothing was deleted
     */
    public Uni<DataDeletionResponse> purge(TenantDataDeletionService service, Subject subject) {
        String name = service.serviceName();
        PurgeEvents events = events(subject.kind());
        TimeBudget budget = new TimeBudget(clock, limits.timeBudget());
        return plans.of(service, subject.kind())
                .invoke(plan -> events.started(name))
                .flatMap(plan -> purge(service, new PurgeRequest(name, plan, subject, partRows), events, budget))
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
                .transform(deadlock -> Timeouts.purgeWaits(List.of()));
    }

    private Uni<DataDeletionResponse> purge(
            TenantDataDeletionService service, PurgeRequest request, PurgeEvents events, TimeBudget budget) {
        return sessions.forSubject(
                        limits.after(budget.spent()),
                        session -> alone(session, request)
                                .flatMap(alone ->
                                        new PurgeCall(session, entities.statements(), events, request).run(budget))
                                .call(progress -> progress.isComplete()
                                        ? request.subject().afterPurge(service, session, progress.total())
                                        : Uni.createFrom().voidItem()))
                .map(progress -> {
                    events.ended(request.serviceName(), progress.isComplete(), progress.total(), budget.spent());
                    return answer(request, progress);
                });
    }

    private static Uni<Void> alone(Mutiny.Session session, PurgeRequest request) {
        Subject subject = request.subject();
        return session.createNativeQuery(ONE_AT_A_TIME, Boolean.class)
                .setParameter("service", request.serviceName())
                .setParameter("subject", subject.kind().noun() + " " + subject.id())
                .getSingleResult()
                .flatMap(locked ->
                        locked ? Uni.createFrom().voidItem() : Uni.createFrom().failure(busy()));
    }

    private static ProblemException busy() {
        return new ProblemException(
                PURGE_BUSY,
                "Another call for the same service and subject is under way; call again when it is over.",
                Map.of(),
                Map.of(HttpHeaders.RETRY_AFTER, "1"));
    }

    private PurgeEvents events(SubjectKind kind) {
        return observation.of(kind.noun());
    }

    private DataDeletionResponse answer(PurgeRequest request, PurgeProgress progress) {
        DataDeletionResult result = request.subject()
                .result(
                        request.serviceName(),
                        progress.deletedCounts(),
                        clock.instant().truncatedTo(ChronoUnit.MILLIS));
        return progress.isComplete()
                ? DataDeletionResponse.completed(result)
                : DataDeletionResponse.incomplete(result, progress.share());
    }
}
