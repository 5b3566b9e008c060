package io.tenantdeletion.commons.purge;

import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.DataDeletionResponse;
import io.tenantdeletion.commons.contract.DataDeletionResult;
import io.tenantdeletion.commons.contract.TenantId;
import io.tenantdeletion.commons.mapping.EntityModel;
import io.tenantdeletion.commons.observe.PurgeEvents;
import io.tenantdeletion.commons.prepare.Plans;
import io.tenantdeletion.commons.prepare.TenantSession;
import io.tenantdeletion.commons.service.DeletionConfig;
import io.tenantdeletion.commons.service.ServedServices;
import io.tenantdeletion.commons.service.TenantDataDeletionService;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Deletes one tenant's rows from one service, in one transaction per call. Calls for the same tenant and service wait
 * for each other, so that a repeated call finds what the first one left, and never half of it.
 */
@Startup // Its metrics are to be seen, at zero, before the first deletion.
@ApplicationScoped
public class Purger {

    private static final String ONE_AT_A_TIME =
            "select 1 from pg_advisory_xact_lock(hashtextextended(:service || ' ' || :tenant, 0))";
    private static final int TRIES_AGAINST_CONCURRENT_INSERTS = 2;

    private final Plans plans;
    private final TenantSession sessions;
    private final EntityModel entities;
    private final PurgeEvents events;
    private final DeletionConfig.Purge limits;
    private final Clock clock = Clock.systemUTC();

    Purger(
            Plans plans,
            TenantSession sessions,
            EntityModel entities,
            PurgeEvents events,
            ServedServices services,
            DeletionConfig config) {
        this.plans = plans;
        this.sessions = sessions;
        this.entities = entities;
        this.events = events;
        this.limits = config.purge();
        services.all().forEach(service -> events.announce(service.serviceName()));
    }

    /**
     * Deletes until nothing is left or the time budget is spent; either way what the answer counts is committed.
     *
     * @return fails with a 409 problem where other rows still refer to the tenant's; then nothing was deleted
     */
    public Uni<DataDeletionResponse> purge(TenantDataDeletionService service, TenantId tenant) {
        String name = service.serviceName();
        return plans.of(service)
                .invoke(plan -> events.started(name))
                .flatMap(plan -> purge(service, new PurgeRequest(name, plan, tenant, limits.chunkRows())))
                .onFailure(References::areLeft)
                .retry()
                .atMost(TRIES_AGAINST_CONCURRENT_INSERTS)
                .onFailure()
                .invoke(failure -> events.failed(name, failure))
                .onFailure(References::areLeft)
                .transform(References::asProblem);
    }

    private Uni<DataDeletionResponse> purge(TenantDataDeletionService service, PurgeRequest request) {
        TimeBudget budget = new TimeBudget(clock, limits.timeBudget());
        return sessions.forTenant(session -> alone(session, request)
                        .flatMap(locked -> new PurgeCall(session, entities.statements(), events, request).run(budget))
                        .call(progress -> progress.isComplete()
                                ? service.afterPurge(session, request.tenant(), progress.total())
                                : Uni.createFrom().voidItem()))
                .map(progress -> {
                    events.ended(request.serviceName(), progress.isComplete(), progress.total(), budget.spent());
                    return answer(request, progress);
                });
    }

    private static Uni<?> alone(Mutiny.Session session, PurgeRequest request) {
        return session.createNativeQuery(ONE_AT_A_TIME)
                .setParameter("service", request.serviceName())
                .setParameter("tenant", request.tenant().toString())
                .getSingleResult();
    }

    private DataDeletionResponse answer(PurgeRequest request, PurgeProgress progress) {
        DataDeletionResult result = DataDeletionResult.of(
                request.tenant(),
                request.serviceName(),
                progress.deletedCounts(),
                clock.instant().truncatedTo(ChronoUnit.MILLIS));
        return progress.isComplete()
                ? DataDeletionResponse.completed(result)
                : DataDeletionResponse.incomplete(result, progress.share());
    }
}
