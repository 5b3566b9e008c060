package io.tenantdeletion.commons.purge;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.commons.contract.RestoreWindow;
import io.tenantdeletion.commons.contract.Subject;
import io.tenantdeletion.commons.ledger.Ledger;
import io.tenantdeletion.commons.observe.PurgeEvents;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.problem.ProblemType;
import io.tenantdeletion.commons.removal.ExternalData;
import io.tenantdeletion.commons.restorelog.LogTarget;
import io.tenantdeletion.commons.restorelog.RestoreLog;
import io.tenantdeletion.commons.service.TenantDataDeletionService;
import io.tenantdeletion.commons.sql.SqlStatements;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/** One call's transaction: deletes, proves what it deleted, and writes down how much, all of it or nothing. */
final class PurgeTransaction {

    private static final String ONE_AT_A_TIME =
            "select pg_try_advisory_xact_lock(hashtextextended(:service || ' ' || :subject, 0))";

    /** Another call for the same subject is at work. */
    private static final ProblemType PURGE_BUSY =
            new ProblemType("purge-busy", 503, "Another call is deleting these rows; this one changed nothing");

    private final Mutiny.Session session;
    private final TenantDataDeletionService service;
    private final Subject subject;
    private final SubjectStatements statements;
    private final PurgeEvents events;

    PurgeTransaction(Mutiny.Session session, TenantDataDeletionService service, Subject subject, PurgeEvents events) {
        this.session = session;
        this.service = service;
        this.subject = subject;
        this.statements = new SubjectStatements(session, service.columnValue(subject));
        this.events = events;
    }

    /**
     * Deletes within the budget.
     *
     * @param mayBeWithoutRowChecks whether the plan itself sees to all that PostgreSQL's triggers would
     * @param terms on which what is removed can be put back
     */
    Uni<PurgeOutcome> run(
            SqlStatements sql,
            int partRows,
            boolean mayBeWithoutRowChecks,
            TimeBudget budget,
            Optional<JobId> job,
            Optional<RestoreWindow> terms) {
        String name = service.serviceName();
        Map<String, Object> parameters = new HashMap<>();
        return lock().flatMap(lock -> RestoreLog.open(session, name, subject, sql.plan(), job, terms))
                .invoke(log -> log.map(LogTarget::parameters).ifPresent(parameters::putAll))
                .call(() -> name(sql, job, parameters))
                .flatMap(log -> TransactionMode.begin(statements, name, subject, mayBeWithoutRowChecks)
                        .map(mode -> new PurgeRequest(
                                name,
                                sql.logging(log.map(LogTarget::images).orElse(Map.of())),
                                subject,
                                partRows,
                                mode))
                        .flatMap(request -> guarded(request, statements.with(parameters), budget)))
                .flatMap(outcome -> record(outcome, job))
                .call(outcome -> outcome.progress().isComplete()
                        ? service.afterPurge(
                                session, subject, outcome.progress().total(), job)
                        : Uni.createFrom().voidItem());
    }

    private Uni<Void> name(SqlStatements sql, Optional<JobId> job, Map<String, Object> parameters) {
        return !sql.nameExternalData()
                ? Uni.createFrom().voidItem()
                : ExternalData.open(session, service.serviceName(), subject, job)
                        .invoke(data -> parameters.put(SqlStatements.EXTERNAL_DATA, data))
                        .replaceWithVoid();
    }

    private Uni<PurgeOutcome> guarded(PurgeRequest request, SubjectStatements logging, TimeBudget budget) {
        PurgeGuard guard = new PurgeGuard(statements);
        LockedParents parents = new LockedParents(logging, request);
        return guard.begin()
                .flatMap(begun -> new PurgeCall(logging, events, request, parents).run(budget))
                .call(() -> request.mode().checkDeferred(statements))
                .call(guard::check)
                .call(() -> parents.forget(!request.mode().isFenced()))
                .map(progress -> new PurgeOutcome(progress, request.mode().checks(), Optional.empty()));
    }

    private Uni<PurgeOutcome> record(PurgeOutcome outcome, Optional<JobId> job) {
        return job.isEmpty()
                ? Uni.createFrom().item(outcome)
                : Ledger.record(
                                session,
                                service.serviceName(),
                                subject,
                                job.get(),
                                outcome.progress().deletedCounts())
                        .map(outcome::withJobCounts);
    }

    private Uni<Void> lock() {
        return session.createNativeQuery(ONE_AT_A_TIME, Boolean.class)
                .setParameter("service", service.serviceName())
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
}
