package io.tenantdeletion.commons.plan;

import io.tenantdeletion.commons.catalog.Catalog;
import io.tenantdeletion.commons.catalog.Column;
import io.tenantdeletion.commons.catalog.ForeignKey;
import io.tenantdeletion.commons.catalog.Table;
import io.tenantdeletion.commons.catalog.TableName;
import io.tenantdeletion.commons.ownership.Ownership;
import io.tenantdeletion.commons.ownership.OwnershipMap;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds every table's path to the subject, nearest first: tables with a column for it, then tables with a NOT NULL
 * foreign key to one that has a path, and so on; at last tables all of whose keys may be NULL, over all of them.
 */
final class PathFinder {

    /** The types of columns that {@linkplain Column#holdsIdentifiers hold identifiers}, for a person. */
    static final String TYPES = "uuid, bigint, integer, text or varchar";

    private final Catalog catalog;
    private final OwnershipMap ownerships;
    private final Set<TableName> owned;
    private final Map<TableName, SubjectPath> found = new TreeMap<>();

    PathFinder(Catalog catalog, OwnershipMap ownerships, Set<TableName> owned) {
        this.catalog = catalog;
        this.ownerships = ownerships;
        this.owned = new TreeSet<>(owned);
    }

    /** A path for every marked table that has one. */
    Map<TableName, SubjectPath> find() {
        owned.forEach(table -> byColumn(table).ifPresent(path -> found.put(table, path)));
        boolean grown = true;
        while (grown) {
            grown = extend(this::byOneParent) || extend(this::byAnyParent);
        }
        return found;
    }

    private boolean extend(Function<TableName, Optional<SubjectPath>> search) {
        Map<TableName, SubjectPath> next = new TreeMap<>();
        owned.stream()
                .filter(table -> !found.containsKey(table))
                .forEach(table -> search.apply(table).ifPresent(path -> next.put(table, path)));
        found.putAll(next);
        return !next.isEmpty();
    }

    private Optional<SubjectPath> byColumn(TableName name) {
        Ownership.Owned ownership = ownership(name);
        if (!ownership.through().isEmpty()) {
            return Optional.empty();
        }
        String column = ownership.column().isEmpty() ? ownerships.column() : ownership.column();
        return catalog.column(name, column)
                .filter(Column::holdsIdentifiers)
                .map(present -> new SubjectPath.ByColumn(present.name(), present.type()));
    }

    private Optional<SubjectPath> byOneParent(TableName child) {
        return usable(child).filter(key -> !key.nullable()).findFirst().map(this::over);
    }

    private Optional<SubjectPath> byAnyParent(TableName child) {
        List<ForeignKey> usable = usable(child).toList();
        boolean allKnown = toMarkedTables(child).allMatch(key -> found.containsKey(key.to()));
        if (usable.isEmpty() || !allKnown) {
            return Optional.empty();
        }
        List<SubjectPath> paths = new ArrayList<>();
        usable.forEach(key -> paths.add(over(key)));
        return Optional.of(paths.size() == 1 ? paths.get(0) : new SubjectPath.AnyOf(paths));
    }

    private SubjectPath over(ForeignKey key) {
        return new SubjectPath.ByParent(key, found.get(key.to()));
    }

    private Stream<ForeignKey> usable(TableName child) {
        return toMarkedTables(child)
                .filter(key -> found.containsKey(key.to()))
                .sorted(Comparator.comparing(ForeignKey::name));
    }

    private Stream<ForeignKey> toMarkedTables(TableName child) {
        List<String> through = columns(ownership(child).through());
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

    private Ownership.Owned ownership(TableName table) {
        return ownerships.of(table) instanceof Ownership.Owned ownership ? ownership : new Ownership.Owned("", "");
    }

    static boolean isIndexed(Table table, SubjectPath path) {
        return unindexed(table, path).isEmpty();
    }

    /** Statements that create the indexes that a table lacks for its path. */
    static String createIndexes(Table table, SubjectPath path) {
        return unindexed(table, path).stream()
                .map(columns -> createIndex(table.name(), columns))
                .collect(Collectors.joining(" "));
    }

    static String createIndex(TableName table, List<String> columns) {
        return "CREATE INDEX ON " + table + " (" + String.join(", ", columns) + ");";
    }

    private static List<List<String>> unindexed(Table table, SubjectPath path) {
        if (path instanceof SubjectPath.AnyOf any) {
            return any.paths().stream()
                    .flatMap(each -> unindexed(table, each).stream())
                    .toList();
        }
        return table.hasIndexOn(path.columns()) ? List.of() : List.of(path.columns());
    }
}
