package io.tenantdeletion.commons.preview;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.DataPreview;
import io.tenantdeletion.commons.contract.TenantId;
import io.tenantdeletion.commons.mapping.BulkStatements;
import io.tenantdeletion.commons.mapping.EntityModel;
import io.tenantdeletion.commons.plan.Plan;
import io.tenantdeletion.commons.plan.Step;
import io.tenantdeletion.commons.prepare.Plans;
import io.tenantdeletion.commons.prepare.TenantSession;
import io.tenantdeletion.commons.service.TenantDataDeletionService;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;

/** Counts one tenant's rows in every table of a plan, all in one transaction. */
@ApplicationScoped
public class Previewer {

    private final Plans plans;
    private final TenantSession sessions;
    private final BulkStatements statements;

    Previewer(Plans plans, TenantSession sessions, EntityModel entities) {
        this.plans = plans;
        this.sessions = sessions;
        this.statements = entities.statements();
    }

    /** What a purge would delete now. Fails where the service has no valid plan or the database does not answer. */
    public Uni<DataPreview> preview(TenantDataDeletionService service, TenantId tenant) {
        return plans.of(service)
                .flatMap(plan -> sessions.forTenant(session -> count(session, plan, tenant)))
                .map(counts -> DataPreview.of(tenant, service.serviceName(), counts));
    }

    private Uni<Map<String, Long>> count(Mutiny.Session session, Plan plan, TenantId tenant) {
        Map<String, Long> counts = new LinkedHashMap<>();
        return Multi.createFrom()
                .iterable(plan.deletes())
                .onItem()
                .transformToUniAndConcatenate(step -> count(session, step, tenant)
                        .invoke(rows -> counts.put(step.table().name(), rows)))
                .onItem()
                .ignoreAsUni()
                .replaceWith(counts);
    }

    private Uni<Long> count(Mutiny.Session session, Step.Delete step, TenantId tenant) {
        return session.createQuery(statements.count(step), Long.class)
                .setParameter(BulkStatements.TENANT, tenant.value())
                .getSingleResult();
    }
}
