package io.tenantdeletion.commons.prepare;

import io.tenantdeletion.commons.contract.SubjectKind;
import io.tenantdeletion.commons.external.ExternalStores;
import io.tenantdeletion.commons.mapping.EntityModel;
import io.tenantdeletion.commons.plan.ExternalColumn;
import io.tenantdeletion.commons.plan.FindingCode;
import io.tenantdeletion.commons.plan.Plan;
import io.tenantdeletion.commons.plan.Step;
import io.tenantdeletion.commons.plan.SubjectPath;
import io.tenantdeletion.commons.plan.Violation;
import io.tenantdeletion.commons.service.TenantDataDeletionService;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Columns whose values name something outside the database, and whether it could be removed there. */
@ApplicationScoped
class ExternalColumns {

    private final EntityModel entities;
    private final ExternalStores stores;

    ExternalColumns(EntityModel entities, ExternalStores stores) {
        this.entities = entities;
        this.stores = stores;
    }

    /** Those of a service, as a deletion of that kind needs them. */
    List<ExternalColumn> columns(TenantDataDeletionService service, SubjectKind kind, PlanSet plans) {
        List<ExternalColumn> columns = entities.externalColumns(service.schemas());
        return kind == SubjectKind.TENANT || !service.holdsTenantData()
                ? columns
                : columns.stream()
                        .map(each -> each.of(tenant(
                                plans.of(service.pathName(), SubjectKind.TENANT).plan(), each)))
                        .toList();
    }

    private static Optional<SubjectPath> tenant(Plan plan, ExternalColumn named) {
        return plan.delete(named.table()).map(Step::path);
    }

    List<Violation> check(Plan plan, TenantDataDeletionService service) {
        return entities.externalColumns(service.schemas()).stream()
                .filter(named -> plan.delete(named.table()).isPresent())
                .flatMap(named -> check(plan, named))
                .toList();
    }

    private Stream<Violation> check(Plan plan, ExternalColumn named) {
        String column = named.table() + "." + named.column();
        if (plan.catalog().column(named.table(), named.column()).isEmpty()) {
            return Stream.of(new Violation(
                    FindingCode.WRONG_COLUMN,
                    named.table(),
                    column + " is to name something in the store " + named.store() + ", but is not there.",
                    "Correct the mark."));
        }
        return stores.find(named.store()).isPresent()
                ? Stream.of()
                : Stream.of(new Violation(
                        FindingCode.UNKNOWN_STORE,
                        named.table(),
                        column + " names something in the store " + named.store()
                                + ", which is not configured: rows go,"
                                + " names are written down, and what they name stays where it is.",
                        "Set deletion.external-data.stores." + named.store() + ".root, or add an ExternalStore named "
                                + named.store() + "."));
    }
}
