package io.tenantdeletion.commons.prepare;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.Subject;
import io.tenantdeletion.commons.contract.SubjectKind;
import io.tenantdeletion.commons.gate.ForeignRows;
import io.tenantdeletion.commons.gate.GateReport;
import io.tenantdeletion.commons.plan.Violation;
import io.tenantdeletion.commons.service.DeletionConfig;
import io.tenantdeletion.commons.service.TenantDataDeletionService;
import io.tenantdeletion.commons.sql.RowsOfOthers;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/** What stands in the way of deleting one subject from one service now. */
@ApplicationScoped
public class Gate {

    private final Plans plans;
    private final SubjectSession sessions;
    private final StatementTimeouts timeouts;

    Gate(Plans plans, SubjectSession sessions, DeletionConfig config) {
        this.plans = plans;
        this.sessions = sessions;
        this.timeouts = new StatementTimeouts(
                config.purge().lockTimeout(), config.purge().callTimeout());
    }

    /**
     * Holds the service's plan against the catalog as it is now, and looks for rows of others that refer to this
     * subject's. Changes nothing. A look by one foreign key takes {@code deletion.purge.call-timeout} at most: beyond
     * that it is a warning that nobody could look, and the purge's own to find.
     */
    public Uni<GateReport> check(TenantDataDeletionService service, Subject subject) {
        return checkPlan(service, subject)
                .flatMap(report -> subject.kind() == SubjectKind.TENANT
                        ? foreignRows(report, service, service.columnValue(subject))
                        : Uni.createFrom().item(report));
    }

    /** Holds the service's plan against the catalog as it is now. */
    public Uni<GateReport> checkPlan(TenantDataDeletionService service, Subject subject) {
        return plans.report(service, subject.kind());
    }

    /** In one transaction, which costs less than one for each; where its time is over, none of them counts. */
    private Uni<GateReport> foreignRows(GateReport report, TenantDataDeletionService service, String subject) {
        List<RowsOfOthers> keys = ForeignRows.keys(report);
        if (keys.isEmpty()) {
            return Uni.createFrom().item(report);
        }
        return sessions.inTurn(
                        "gate " + service.pathName() + " " + subject, timeouts, session -> find(session, keys, subject))
                .onFailure(Timeouts::isStatementTimeout)
                .recoverWithItem(() -> keys.stream()
                        .map(key -> ForeignRows.notCounted(key, subject))
                        .toList())
                .map(report::with);
    }

    private static Uni<List<Violation>> find(Mutiny.Session session, List<RowsOfOthers> keys, String subject) {
        return Multi.createFrom()
                .iterable(keys)
                .onItem()
                .transformToUniAndConcatenate(key -> ForeignRows.find(session, key, subject))
                .collect()
                .asList()
                .map(found -> found.stream().flatMap(Optional::stream).toList());
    }
}
