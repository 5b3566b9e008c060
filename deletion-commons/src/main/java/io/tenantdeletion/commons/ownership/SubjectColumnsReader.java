package io.tenantdeletion.commons.ownership;

import io.tenantdeletion.commons.catalog.TableName;
import io.tenantdeletion.commons.mapping.EntityModel;
import io.tenantdeletion.commons.plan.Ownership;
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
public class SubjectColumnsReader {

    private final EntityModel entities;
    private final DeletionConfig config;

    SubjectColumnsReader(EntityModel entities, DeletionConfig config) {
        this.entities = entities;
        this.config = config;
    }

    /** What is said about a service's tables. */
    public SubjectColumns of(TenantDataDeletionService service, Subject subject) {
        SubjectKind kind = subject.kind();
        String usual = kind == SubjectKind.TENANT ? config.tenantColumn() : config.userColumn();
        Map<TableName, String> columns = new HashMap<>();
        Set<TableName> shared = new HashSet<>();
        entities.ownerships(service.schemas(), kind, usual).byTable().forEach((table, ownership) -> {
            String column = column(ownership);
            if (!column.isEmpty()) {
                columns.put(table, column);
            }
            // A reason why rows outlive a tenant is none why they may go on naming a user who is gone.
            if (ownership instanceof Ownership.Shared && kind == SubjectKind.TENANT) {
                shared.add(table);
            }
        });
        return new SubjectColumns(usual, columns, shared);
    }

    private static String column(Ownership ownership) {
        if (ownership instanceof Ownership.Anonymized anonymized) {
            return anonymized.column();
        }
        return ownership instanceof Ownership.Owned owned ? owned.column() : "";
    }
}
