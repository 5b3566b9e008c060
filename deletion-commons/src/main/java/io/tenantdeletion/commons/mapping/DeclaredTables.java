package io.tenantdeletion.commons.mapping;

import io.tenantdeletion.commons.catalog.TableName;
import io.tenantdeletion.commons.contract.SubjectKind;
import io.tenantdeletion.commons.mapping.TablesConfig.Data;
import io.tenantdeletion.commons.mapping.TablesConfig.DeclaredTable;
import io.tenantdeletion.commons.ownership.Ownership;
import io.tenantdeletion.commons.plan.ExternalColumn;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The marks that configuration puts on tables. */
@ApplicationScoped
class DeclaredTables {

    private final Map<TableName, Map<SubjectKind, Ownership>> ownerships = new TreeMap<>();

    private final List<ExternalColumn> externalColumns = new ArrayList<>();

    DeclaredTables(TablesConfig config) {
        config.tables().forEach((name, table) -> {
            ownerships.put(tableName(name), ownerships(name, table));
            table.externalNames()
                    .forEach((column, store) ->
                            externalColumns.add(new ExternalColumn(tableName(name), column, store, Optional.empty())));
        });
    }

    List<ExternalColumn> externalColumns() {
        return externalColumns;
    }

    Map<TableName, Map<SubjectKind, Ownership>> ownerships() {
        return ownerships;
    }

    private static Map<SubjectKind, Ownership> ownerships(String name, DeclaredTable table) {
        boolean isShared = table.data().contains(Data.SHARED);
        boolean isTenants = table.data().contains(Data.TENANT);
        boolean isUsers = table.data().contains(Data.USER);
        require(name, !(isShared && isTenants), "data is tenant and shared at once");
        require(name, isUsers || !table.anonymize(), "anonymize is for users' data");
        String column = (isTenants ? table.userColumn() : table.column()).orElse("");
        String through = (isTenants ? table.userThrough() : table.through()).orElse("");
        require(name, !table.anonymize() || through.isEmpty(), "only a column of its own can lose its user");
        Ownership otherwise = isShared ? new Ownership.Shared(table.reason().orElse("")) : new Ownership.None();
        Ownership tenants =
                new Ownership.Owned(table.column().orElse(""), table.through().orElse(""));
        Ownership users = table.anonymize() ? new Ownership.Anonymized(column) : new Ownership.Owned(column, through);
        return Map.of(
                SubjectKind.TENANT, isTenants ? tenants : otherwise, SubjectKind.USER, isUsers ? users : otherwise);
    }

    private static TableName tableName(String qualified) {
        int dot = qualified.indexOf('.');
        require(qualified, dot > 0, "it is named schema.table");
        return new TableName(qualified.substring(0, dot), qualified.substring(dot + 1));
    }

    private static void require(String name, boolean condition, String message) {
        if (!condition) {
            throw new IllegalStateException("deletion.tables.\"" + name + "\": " + message + ".");
        }
    }
}
