package io.tenantdeletion.commons.preview;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.mapping.BulkStatements;
import io.tenantdeletion.commons.mapping.EntityModel;
import io.tenantdeletion.commons.plan.Plan;
import io.tenantdeletion.commons.plan.Step;
import io.tenantdeletion.commons.prepare.Plans;
import io.tenantdeletion.commons.prepare.StatementTimeouts;
import io.tenantdeletion.commons.prepare.SubjectSession;
import io.tenantdeletion.commons.service.DeletionConfig;
import io.tenantdeletion.commons.service.TenantDataDeletionService;
import io.tenantdeletion.commons.subject.Subject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;

/** Counts the rows of one tenant, or one user, in every table of a plan, all in one transaction. */
@ApplicationScoped
public class Previewer {

    private final Plans plans;
    private final SubjectSession sessions;
    private final BulkStatements statements;

    private final StatementTimeouts timeouts;

    Previewer(Plans plans, SubjectSession sessions, EntityModel entities, DeletionConfig config) {
        this.timeouts = new StatementTimeouts(
                config.purge().lockTimeout(), config.preview().statementTimeout());
        this.plans = plans;
        this.sessions = sessions;
        this.statements = entities.statements();
    }

    /** What a purge would delete now. Fails where the service has no valid plan or the database does not answer. */
    public Uni<Counted> preview(TenantDataDeletionService service, Subject subject) {
        return plans.of(service, subject.kind())
                .flatMap(plan -> sessions.forSubject(timeouts, session -> count(session, plan, subject))
                        .map(counts -> new Counted(subject.preview(service.serviceName(), counts), plan.version())));
    }

    private Uni<Map<String, Long>> count(Mutiny.Session session, Plan plan, Subject subject) {
        Map<String, Long> counts = new LinkedHashMap<>();
        return Multi.createFrom()
                .iterable(plan.deletes())
                .onItem()
                .transformToUniAndConcatenate(step -> count(session, step, subject)
                        .invoke(rows -> counts.put(step.table().name(), rows)))
                .onItem()
                .ignoreAsUni()
                .replaceWith(counts);
    }

    private Uni<Long> count(Mutiny.Session session, Step.Delete step, Subject subject) {
        return session.createQuery(statements.count(step), Long.class)
                .setParameter(BulkStatements.SUBJECT, subject.id())
                .getSingleResult();
    }
}
