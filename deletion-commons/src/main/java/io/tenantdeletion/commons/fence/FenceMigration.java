package io.tenantdeletion.commons.fence;

import io.tenantdeletion.commons.catalog.Catalog;
import io.tenantdeletion.commons.catalog.CatalogReader;
import io.tenantdeletion.commons.catalog.Table;
import io.tenantdeletion.commons.catalog.TableName;
import io.tenantdeletion.commons.contract.SubjectKind;
import io.tenantdeletion.commons.mapping.EntityModel;
import io.tenantdeletion.commons.migration.MigrationStep;
import io.tenantdeletion.commons.plan.Planner;
import io.tenantdeletion.commons.plan.Step;
import io.tenantdeletion.commons.plan.SubjectPath;
import io.tenantdeletion.commons.service.DeletionConfig;
import io.tenantdeletion.commons.service.ServedServices;
import io.tenantdeletion.commons.service.TenantDataDeletionService;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jboss.logging.Logger;

/** Installs the fence on every table that a plan knows, after the migrations that may have changed them. */
@ApplicationScoped
public class FenceMigration implements MigrationStep {

    private static final Logger LOG = Logger.getLogger(FenceMigration.class);

    private final ServedServices services;
    private final EntityModel entities;
    private final DeletionConfig config;

    FenceMigration(ServedServices services, EntityModel entities, DeletionConfig config) {
        this.services = services;
        this.entities = entities;
        this.config = config;
    }

    @Override
    public void run(Connection connection, List<String> schemas) throws SQLException {
        Catalog catalog = CatalogReader.read(connection, schemas);
        List<GuardedTable> guarded = new ArrayList<>();
        for (TenantDataDeletionService service : services.all()) {
            guarded.addAll(guarded(catalog.schemas(service.schemas()), service));
        }
        new FenceInstaller(connection).install(schemas, guarded);
    }

    private List<GuardedTable> guarded(Catalog catalog, TenantDataDeletionService service) {
        Map<TableName, Map<SubjectKind, SubjectPath>> paths = new TreeMap<>();
        for (SubjectKind kind : services.subjectKinds(service)) {
            String column = config.column(kind);
            Planner.draft(catalog, entities.ownerships(service.schemas(), kind, column))
                    .plan()
                    .steps()
                    .forEach(step -> paths.computeIfAbsent(step.table(), absent -> new EnumMap<>(SubjectKind.class))
                            .putAll(path(kind, step)));
        }
        return paths.entrySet().stream()
                .filter(entry -> !entry.getValue().isEmpty())
                .flatMap(entry -> catalog
                        .table(entry.getKey())
                        .map(table -> new GuardedTable(service.serviceName(), table, entry.getValue()))
                        .filter(table -> sees(catalog, table))
                        .stream())
                .toList();
    }

    /** Rows of the steps that find a subject's own rows; the others find rows that only refer to those. */
    private static Map<SubjectKind, SubjectPath> path(SubjectKind kind, Step step) {
        return step instanceof Step.Delete || step instanceof Step.Anonymize ? Map.of(kind, step.path()) : Map.of();
    }

    /** The functions run as the migration role: what policies hide from it would tell nothing about a row. */
    private static boolean sees(Catalog catalog, GuardedTable guarded) {
        Optional<TableName> hidden = guarded.parents()
                .flatMap(parent -> catalog.table(parent).stream())
                .filter(parent -> parent.access().rowSecurity().applies())
                .map(Table::name)
                .findFirst();
        hidden.ifPresent(parent -> LOG.errorf(
                "No fence for %s: row-level security of %s hides from the migration role whose its rows are."
                        + " ALTER ROLE … BYPASSRLS, or ALTER TABLE … NO FORCE ROW LEVEL SECURITY.",
                guarded.name(), parent));
        return hidden.isEmpty();
    }
}
