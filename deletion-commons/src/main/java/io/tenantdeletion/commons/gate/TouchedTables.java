package io.tenantdeletion.commons.gate;

import io.tenantdeletion.commons.catalog.Catalog;
import io.tenantdeletion.commons.catalog.Table;
import io.tenantdeletion.commons.catalog.TableName;
import io.tenantdeletion.commons.ownership.Ownership;
import io.tenantdeletion.commons.ownership.OwnershipMap;
import io.tenantdeletion.commons.plan.Plan;
import io.tenantdeletion.commons.plan.Step;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The tables whose rows a plan deletes or changes, and the columns that it sets to NULL. */
final class TouchedTables {

    private final Catalog catalog;
    private final OwnershipMap ownerships;
    private final Map<TableName, Set<String>> columnsSet = new TreeMap<>();

    TouchedTables(Plan plan, OwnershipMap ownerships) {
        this.catalog = plan.catalog();
        this.ownerships = ownerships;
        plan.steps().forEach(this::columnsSetBy);
    }

    /** Tables whose rows go. */
    Stream<Table> deleted() {
        return catalog.tables().stream()
                .filter(table -> ownerships.byTable().get(table.name()) instanceof Ownership.Owned);
    }

    /** Tables whose rows stay and lose what refers to the subject. */
    Stream<Table> updated() {
        return catalog.tables().stream()
                .filter(table -> !(ownerships.byTable().get(table.name()) instanceof Ownership.Owned))
                .filter(table -> columnsSet.containsKey(table.name())
                        || ownerships.byTable().get(table.name()) instanceof Ownership.Anonymized);
    }

    /** All of them. */
    Stream<Table> all() {
        return Stream.concat(deleted(), updated());
    }

    /** Columns of a table that steps set to NULL. */
    List<String> columnsSet(TableName table) {
        return List.copyOf(columnsSet.getOrDefault(table, Set.of()));
    }

    private void columnsSetBy(Step step) {
        if (step instanceof Step.NullifyReference nullify) {
            add(nullify.table(), nullify.columns());
        } else if (step instanceof Step.NullifySharedReference nullify) {
            add(nullify.table(), nullify.columns());
        } else if (step instanceof Step.Anonymize anonymize) {
            add(anonymize.table(), anonymize.path().columns());
        } else if (step instanceof Step.Delete delete) {
            delete.selfReferences()
                    .forEach(key -> add(delete.table(), new Step.NullifyReference(key, delete.path()).columns()));
        }
    }

    private void add(TableName table, List<String> columns) {
        columnsSet.computeIfAbsent(table, absent -> new LinkedHashSet<>()).addAll(columns);
    }
}
