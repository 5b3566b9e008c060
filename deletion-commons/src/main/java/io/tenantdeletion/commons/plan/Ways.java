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
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Finds every table's way to the subject, nearest first: tables with a column for it, then tables with a NOT NULL
 * foreign key to one that has a way, and so on; at last tables all of whose keys may be NULL, over all of them.
 */
final class Ways {

    /** Types of columns that hold identifiers, where two values are equal only if they are the same. */
    static final Set<String> IDENTIFIERS = Set.of("uuid", "bigint", "integer", "text", "character varying");

    static final String TYPES = "uuid, bigint, integer, text or varchar";

    private final Catalog catalog;
    private final Marks marks;
    private final Set<TableName> owned;
    private final Map<TableName, Way> found = new TreeMap<>();

    Ways(Catalog catalog, Marks marks, Set<TableName> owned) {
        this.catalog = catalog;
        this.marks = marks;
        this.owned = new TreeSet<>(owned);
    }

    /** A way for every marked table that has one. */
    Map<TableName, Way> find() {
        owned.forEach(table -> byColumn(table).ifPresent(way -> found.put(table, way)));
        boolean grown = true;
        while (grown) {
            grown = extend(this::byOneParent) || extend(this::byAnyParent);
        }
        return found;
    }

    private boolean extend(Function<TableName, Optional<Way>> search) {
        Map<TableName, Way> next = new TreeMap<>();
        owned.stream()
                .filter(table -> !found.containsKey(table))
                .forEach(table -> search.apply(table).ifPresent(way -> next.put(table, way)));
        found.putAll(next);
        return !next.isEmpty();
    }

    private Optional<Way> byColumn(TableName name) {
        Mark.Owned mark = mark(name);
        if (!mark.through().isEmpty()) {
            return Optional.empty();
        }
        String column = mark.column().isEmpty() ? marks.column() : mark.column();
        return catalog.table(name)
                .flatMap(table -> table.column(column))
                .filter(Ways::holdsIdentifiers)
                .map(present -> new Way.ByColumn(present.name(), present.type()));
    }

    static boolean holdsIdentifiers(Column column) {
        return IDENTIFIERS.contains(column.type());
    }

    private Optional<Way> byOneParent(TableName child) {
        return usable(child).filter(key -> !key.nullable()).findFirst().map(this::over);
    }

    private Optional<Way> byAnyParent(TableName child) {
        List<ForeignKey> usable = usable(child).toList();
        boolean allKnown = toMarkedTables(child).allMatch(key -> found.containsKey(key.to()));
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

    private Stream<ForeignKey> usable(TableName child) {
        return toMarkedTables(child)
                .filter(key -> found.containsKey(key.to()))
                .sorted(Comparator.comparing(ForeignKey::name));
    }

    private Stream<ForeignKey> toMarkedTables(TableName child) {
        List<String> through = columns(mark(child).through());
        return catalog.from(child).stream()
                .filter(key -> !key.isSelfReference())
                .filter(key -> owned.contains(key.to()))
                .filter(key -> !key.state().partial())
                .filter(key -> key.columns().containsAll(through));
    }

    /** The columns that a mark names, separated by commas. */
    static List<String> columns(String names) {
        return Stream.of(names.split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
    }

    private Mark.Owned mark(TableName table) {
        return marks.of(table) instanceof Mark.Owned mark ? mark : new Mark.Owned("", "");
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
