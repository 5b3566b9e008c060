package io.tenantdeletion.commons.restore;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.DataRestoreResponse;
import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.commons.contract.RestoreKey;
import io.tenantdeletion.commons.contract.Subject;
import io.tenantdeletion.commons.observe.RestoreEvents;
import io.tenantdeletion.commons.prepare.CallerContext;
import io.tenantdeletion.commons.prepare.GateConfig;
import io.tenantdeletion.commons.prepare.Plans;
import io.tenantdeletion.commons.prepare.StatementTimeouts;
import io.tenantdeletion.commons.prepare.SubjectSession;
import io.tenantdeletion.commons.restorelog.Restored;
import io.tenantdeletion.commons.service.DeletionConfig;
import io.tenantdeletion.commons.service.DeletionConfig.ReferentialChecks;
import io.tenantdeletion.commons.service.TenantDataDeletionService;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Brings back what a job has deleted from a service. It is one transaction, however long it takes: a caller is answered
 * after a while, and calls again to hear how it ended.
 */
@ApplicationScoped
public class Restorer {

    private static final Duration AT_ONCE = Duration.ofMillis(1);

    private final Plans plans;
    private final SubjectSession sessions;
    private final RestoreEvents events;
    private final RestoreChecks.Triggers triggers;
    private final Duration maxWait;
    private final StatementTimeouts timeouts;
    private final Map<Call, Uni<Restored>> underWay = new ConcurrentHashMap<>();

    Restorer(Plans plans, SubjectSession sessions, RestoreEvents events, GateConfig gate, DeletionConfig config) {
        this.plans = plans;
        this.sessions = sessions;
        this.events = events;
        this.triggers = new RestoreChecks.Triggers(
                gate.allowedTriggers().keySet(), config.purge().referentialChecks() == ReferentialChecks.SET);
        this.maxWait = config.restore().maxWait();
        this.timeouts = new StatementTimeouts(
                config.purge().lockTimeout(), config.restore().statementTimeout());
    }

    /**
     * Restores all rows and lifts the fence, or changes nothing. Can be repeated.
     *
     * @param wait a shorter wait for the answer than the configured one
     * @return not complete where it goes on. Fails with a 409 problem that carries findings where not every row would
     *     come back as it was, 410 where the restore window is over, 503 where others are in the way
     */
    public Uni<DataRestoreResponse> restore(
            TenantDataDeletionService service, Subject subject, JobId job, RestoreKey key, Optional<Duration> wait) {
        Duration limit = wait.filter(sooner -> sooner.compareTo(maxWait) < 0)
                .map(sooner -> sooner.isZero() ? AT_ONCE : sooner)
                .orElse(maxWait);
        String name = service.serviceName();
        return CallerContext.goOn(
                        underWay.computeIfAbsent(new Call(name, subject, job, key), call -> start(call, service)))
                .map(restored -> DataRestoreResponse.completed(subject, name, restored.counts(), restored.verified()))
                .ifNoItem()
                .after(limit)
                .recoverWithItem(() -> DataRestoreResponse.underWay(subject, name));
    }

    /** Goes on whether somebody waits for it or not. */
    private Uni<Restored> start(Call call, TenantDataDeletionService service) {
        return Uni.createFrom()
                .deferred(() -> run(call, service))
                .onTermination()
                .invoke(() -> underWay.remove(call))
                .memoize()
                .indefinitely();
    }

    private Uni<Restored> run(Call call, TenantDataDeletionService service) {
        long begun = System.nanoTime();
        Subject subject = call.subject();
        String noun = subject.noun();
        events.started(noun, call.service());
        return plans.report(service, subject.kind())
                .flatMap(report -> sessions.inTurn(
                        String.join(
                                " ",
                                "restore",
                                service.pathName(),
                                noun,
                                subject.id().toString()),
                        timeouts,
                        session -> new RestoreTransaction(session, service, subject, call.job(), call.key())
                                .run(report.plan(), triggers)))
                .invoke(restored -> events.restored(
                        noun, call.service(), service.pathName(), restored.total(), System.nanoTime() - begun))
                .onFailure()
                .invoke(failure -> events.failed(noun, call.service(), service.pathName(), failure));
    }

    private record Call(String service, Subject subject, JobId job, RestoreKey key) {}
}
