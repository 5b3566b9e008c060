package io.tenantdeletion.commons.verify;

import io.tenantdeletion.commons.catalog.Catalog;
import io.tenantdeletion.commons.catalog.Column;
import io.tenantdeletion.commons.catalog.ForeignKey;
import io.tenantdeletion.commons.catalog.Structure;
import io.tenantdeletion.commons.catalog.Table;
import io.tenantdeletion.commons.catalog.TableName;
import io.tenantdeletion.commons.ownership.OwnershipMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The tables that can hold a subject's rows, by the catalog: those with a column for it, whether somebody answers for
 * them or not, and those without one whose foreign keys lead to such a table.
 */
final class SubjectTables {

    private final Catalog catalog;
    private final OwnershipMap ownership;
    private final Map<TableName, Column> columns = new TreeMap<>();
    private final Map<TableName, List<ForeignKey>> paths = new LinkedHashMap<>();

    SubjectTables(Catalog catalog, OwnershipMap ownership) {
        this.catalog = catalog;
        this.ownership = ownership;
        tables().forEach(table ->
                table.column(ownership.column(table.name())).ifPresent(column -> columns.put(table.name(), column)));
        boolean grown = true;
        while (grown) {
            Map<TableName, List<ForeignKey>> next = tables().map(Table::name)
                    .filter(name -> !holds(name) && !toSubjects(name).isEmpty())
                    .collect(Collectors.toMap(name -> name, this::toSubjects));
            paths.putAll(new TreeMap<>(next));
            grown = !next.isEmpty();
        }
    }

    /** Tables with a column that names the subject. */
    Map<TableName, Column> columns() {
        return columns;
    }

    /** Tables without one, nearest first, with the foreign keys that lead to one. */
    Map<TableName, List<ForeignKey>> paths() {
        return paths;
    }

    /** Foreign keys by which rows of this service's tables refer to a table's. */
    List<ForeignKey> to(TableName parent) {
        return catalog.to(parent).stream()
                .filter(key ->
                        catalog.table(key.from()).filter(SubjectTables::isHere).isPresent())
                .toList();
    }

    /** The other keys of a table without a column that could tell whose its rows are. */
    List<ForeignKey> pathsBeside(ForeignKey key) {
        return toSubjects(key.from()).stream()
                .filter(other -> !other.equals(key))
                .toList();
    }

    Optional<Table> table(TableName name) {
        return catalog.table(name);
    }

    /** The name of a table in answers: with its schema only where another one is called the same. */
    String label(TableName table) {
        return catalog.tables().stream()
                                .filter(other -> other.name().name().equals(table.name()))
                                .count()
                        > 1
                ? table.toString()
                : table.name();
    }

    boolean isShared(TableName table) {
        return ownership.isShared(table);
    }

    private boolean holds(TableName table) {
        return columns.containsKey(table) || paths.containsKey(table);
    }

    private List<ForeignKey> toSubjects(TableName child) {
        return catalog.from(child).stream()
                .filter(key -> !key.isSelfReference() && holds(key.to()))
                .toList();
    }

    private Stream<Table> tables() {
        return catalog.tables().stream().filter(SubjectTables::isHere).filter(table -> !isShared(table.name()));
    }

    private static boolean isHere(Table table) {
        return table.structure().kind() != Structure.Kind.FOREIGN_TABLE;
    }
}
