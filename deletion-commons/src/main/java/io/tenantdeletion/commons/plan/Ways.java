package io.tenantdeletion.commons.plan;

import io.tenantdeletion.commons.catalog.Catalog;
import io.tenantdeletion.commons.catalog.Column;
import io.tenantdeletion.commons.catalog.ForeignKey;
import io.tenantdeletion.commons.catalog.Table;
import io.tenantdeletion.commons.catalog.TableName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Finds every table's way to the tenant, nearest first: tables with a tenant column, then tables with a NOT NULL
 * foreign key to one that has a way, and so on; at last tables all of whose keys may be NULL, over all of them.
 */
final class Ways {

    private final Catalog catalog;
    private final Marks marks;
    private final Set<TableName> tenantTables;
    private final Map<TableName, Way> found = new TreeMap<>();

    Ways(Catalog catalog, Marks marks, Set<TableName> tenantTables) {
        this.catalog = catalog;
        this.marks = marks;
        this.tenantTables = new TreeSet<>(tenantTables);
    }

    /** A way for every tenant table that has one. */
    Map<TableName, Way> find() {
        tenantTables.forEach(table -> byColumn(table).ifPresent(way -> found.put(table, way)));
        boolean grown = true;
        while (grown) {
            grown = extend(this::byOneParent) || extend(this::byAnyParent);
        }
        return found;
    }

    private boolean extend(java.util.function.Function<TableName, Optional<Way>> search) {
        Map<TableName, Way> next = new TreeMap<>();
        tenantTables.stream()
                .filter(table -> !found.containsKey(table))
                .forEach(table -> search.apply(table).ifPresent(way -> next.put(table, way)));
        found.putAll(next);
        return !next.isEmpty();
    }

    private Optional<Way> byColumn(TableName name) {
        Mark.Tenant mark = mark(name);
        if (!mark.through().isEmpty()) {
            return Optional.empty();
        }
        String column = mark.column().isEmpty() ? marks.tenantColumn() : mark.column();
        return catalog.table(name)
                .flatMap(table -> table.column(column))
                .filter(Ways::holdsIdentifiers)
                .map(present -> new Way.ByColumn(present.name()));
    }

    private static boolean holdsIdentifiers(Column column) {
        return column.type().equals("uuid");
    }

    private Optional<Way> byOneParent(TableName child) {
        return usable(child).filter(key -> !key.nullable()).findFirst().map(this::over);
    }

    private Optional<Way> byAnyParent(TableName child) {
        List<ForeignKey> usable = usable(child).toList();
        boolean allKnown =
                toTenantTables(child).allMatch(key -> key.columns().size() == 1 && found.containsKey(key.to()));
        if (usable.isEmpty() || !allKnown) {
            return Optional.empty();
        }
        List<Way> ways = new ArrayList<>();
        usable.forEach(key -> ways.add(over(key)));
        return Optional.of(ways.size() == 1 ? ways.get(0) : new Way.AnyOf(ways));
    }

    private Way over(ForeignKey key) {
        return new Way.ByParent(key, found.get(key.to()));
    }

    private java.util.stream.Stream<ForeignKey> usable(TableName child) {
        return toTenantTables(child)
                .filter(key -> key.columns().size() == 1)
                .filter(key -> found.containsKey(key.to()))
                .sorted(Comparator.comparing(ForeignKey::name));
    }

    private java.util.stream.Stream<ForeignKey> toTenantTables(TableName child) {
        String through = mark(child).through();
        return catalog.from(child).stream()
                .filter(key -> !key.isSelfReference())
                .filter(key -> tenantTables.contains(key.to()))
                .filter(key -> through.isEmpty() || key.columns().equals(List.of(through)));
    }

    private Mark.Tenant mark(TableName table) {
        return marks.of(table) instanceof Mark.Tenant mark ? mark : new Mark.Tenant("", "");
    }

    static boolean isIndexed(Table table, Way way) {
        if (way instanceof Way.ByColumn own) {
            return table.hasIndexOn(List.of(own.column()));
        }
        if (way instanceof Way.ByParent parent) {
            return table.hasIndexOn(parent.key().columns());
        }
        return ((Way.AnyOf) way).ways().stream().allMatch(each -> isIndexed(table, each));
    }
}
