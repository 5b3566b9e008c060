package io.tenantdeletion.commons.preview;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.DataPreview;
import io.tenantdeletion.commons.contract.Subject;
import io.tenantdeletion.commons.gate.GateReport;
import io.tenantdeletion.commons.plan.Plan;
import io.tenantdeletion.commons.prepare.Gate;
import io.tenantdeletion.commons.prepare.StatementTimeouts;
import io.tenantdeletion.commons.prepare.SubjectSession;
import io.tenantdeletion.commons.service.DeletionConfig;
import io.tenantdeletion.commons.service.TenantDataDeletionService;
import io.tenantdeletion.commons.sql.SqlStatements;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;

/** Counts the rows of one tenant, or one user, in every table of a plan, all in one transaction. */
@ApplicationScoped
public class Previewer {

    private final Gate gate;
    private final SubjectSession sessions;
    private final StatementTimeouts timeouts;

    Previewer(Gate gate, SubjectSession sessions, DeletionConfig config) {
        this.timeouts = new StatementTimeouts(
                config.purge().lockTimeout(), config.preview().statementTimeout());
        this.gate = gate;
        this.sessions = sessions;
    }

    /**
     * What a purge would delete now, and what it would come up against. Where that keeps it from deleting, the tables
     * are counted that can be. Fails where the database does not answer.
     */
    public Uni<CountedPreview> preview(TenantDataDeletionService service, Subject subject) {
        return gate.check(service, subject)
                .flatMap(report -> rows(report, service, subject)
                        .map(preview -> counted(preview.withFindings(report.findings()), report)));
    }

    /** The same by the plan alone, without a look at what a purge would come up against. */
    public Uni<CountedPreview> count(TenantDataDeletionService service, Subject subject) {
        return gate.checkPlan(service, subject)
                .flatMap(report -> rows(report, service, subject).map(preview -> counted(preview, report)));
    }

    private Uni<DataPreview> rows(GateReport report, TenantDataDeletionService service, Subject subject) {
        return sessions.inTurn(
                        "preview " + service.pathName() + " " + subject.id(),
                        timeouts,
                        session -> count(session, report.countable(), service.columnValue(subject)))
                .map(counts -> DataPreview.of(subject, service.serviceName(), counts));
    }

    private static CountedPreview counted(DataPreview preview, GateReport report) {
        return new CountedPreview(preview, report.plan().version());
    }

    private static Uni<Map<String, Long>> count(Mutiny.Session session, Plan plan, String subject) {
        Map<String, Long> counts = new LinkedHashMap<>();
        plan.deletes().forEach(step -> counts.put(plan.label(step.table()), 0L));
        if (counts.isEmpty()) {
            return Uni.createFrom().item(counts);
        }
        return session.createNativeQuery(new SqlStatements(plan).counts(), Object[].class)
                .setParameter(SqlStatements.SUBJECT, subject)
                .getResultList()
                .invoke(rows -> rows.forEach(row -> counts.put(
                        plan.label(
                                plan.deletes().get(((Number) row[0]).intValue()).table()),
                        ((Number) row[1]).longValue())))
                .replaceWith(counts);
    }
}
