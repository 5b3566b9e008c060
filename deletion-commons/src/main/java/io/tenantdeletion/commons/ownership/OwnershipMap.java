package io.tenantdeletion.commons.ownership;

import io.tenantdeletion.commons.catalog.TableName;
import io.tenantdeletion.commons.mapping.EntityModel;
import io.tenantdeletion.commons.plan.Mark;
import io.tenantdeletion.commons.plan.SubjectKind;
import io.tenantdeletion.commons.service.DeletionConfig;
import io.tenantdeletion.commons.service.TenantDataDeletionService;
import io.tenantdeletion.commons.subject.Subject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Reads whose rows tables hold off the marks on entities and the configuration. */
@ApplicationScoped
public class OwnershipMap {

    private final EntityModel entities;
    private final DeletionConfig config;

    OwnershipMap(EntityModel entities, DeletionConfig config) {
        this.entities = entities;
        this.config = config;
    }

    /** What is said about a service's tables. */
    public Ownership of(TenantDataDeletionService service, Subject subject) {
        SubjectKind kind = subject.kind();
        String usual = kind == SubjectKind.TENANT ? config.tenantColumn() : config.userColumn();
        Map<TableName, String> columns = new HashMap<>();
        Set<TableName> shared = new HashSet<>();
        entities.marks(service.schemas(), kind, usual).byTable().forEach((table, mark) -> {
            String column = column(mark);
            if (!column.isEmpty()) {
                columns.put(table, column);
            }
            // A reason why rows outlive a tenant is none why they may go on naming a user who is gone.
            if (mark instanceof Mark.Shared && kind == SubjectKind.TENANT) {
                shared.add(table);
            }
        });
        return new Ownership(usual, columns, shared);
    }

    private static String column(Mark mark) {
        if (mark instanceof Mark.Anonymized anonymized) {
            return anonymized.column();
        }
        return mark instanceof Mark.Owned owned ? owned.column() : "";
    }
}
