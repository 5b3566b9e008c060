package io.tenantdeletion.commons.random;

import io.tenantdeletion.commons.catalog.TableName;
import io.tenantdeletion.commons.contract.SubjectKind;
import io.tenantdeletion.commons.ownership.Ownership;
import io.tenantdeletion.commons.ownership.OwnershipMap;
import io.tenantdeletion.commons.random.RandomTable.Partitioning;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Tables, their keys and their rows.
 *
 * @param schemas one or two
 * @param tenants their values in the tables, as text
 * @param column the usual name of the tenant column
 * @param isAnalyzedEmpty whether statistics are from a time when there was no row
 */
record RandomSchema(
        Set<String> schemas, List<RandomTable> tables, List<String> tenants, String column, boolean isAnalyzedEmpty) {

    OwnershipMap ownerships() {
        return ownerships(SubjectKind.TENANT);
    }

    /** The same, with tenants taken for subjects of another kind. */
    OwnershipMap ownerships(SubjectKind kind) {
        Map<TableName, Ownership> ownerships = new TreeMap<>();
        tables.forEach(table -> ownerships.put(table.name(), ownership(table)));
        return new OwnershipMap(kind, column, ownerships);
    }

    private Ownership ownership(RandomTable table) {
        if (table.isShared()) {
            return new Ownership.Shared("nobody's");
        }
        boolean isUsual = !table.isOwn() || table.tenantColumn().equals(column);
        return new Ownership.Owned(isUsual ? "" : table.tenantColumn(), table.through());
    }

    /** Everything but the rows. */
    List<String> ddl() {
        List<String> ddl = new ArrayList<>();
        schemas.forEach(schema -> ddl.add("create schema " + Sql.name(schema)));
        schemas.forEach(schema -> ddl.add("grant usage on schema " + Sql.name(schema) + " to purge, application"));
        tables.forEach(table -> ddl.addAll(creation(table)));
        tables.forEach(table -> table.keys().forEach(key -> ddl.add(key.ddl())));
        tables.forEach(table -> ddl.addAll(table.indexes()));
        if (isAnalyzedEmpty) {
            tables.forEach(table -> ddl.add("analyze " + Sql.name(table.name())));
        }
        return ddl;
    }

    String drop() {
        return schemas.stream()
                .map(schema -> "drop schema if exists " + Sql.name(schema) + " cascade")
                .collect(Collectors.joining("; "));
    }

    private List<String> creation(RandomTable table) {
        List<String> lines =
                new ArrayList<>(table.columns().stream().map(RandomColumn::ddl).toList());
        lines.add("primary key (" + Sql.names(table.uniques().get(0)) + ")");
        table.uniques().stream().skip(1).forEach(columns -> lines.add("unique (" + Sql.names(columns) + ")"));
        List<String> ddl = new ArrayList<>();
        ddl.add("create table " + Sql.name(table.name()) + " (" + String.join(", ", lines) + ")"
                + partitionedBy(table));
        partitions(table).forEach(bounds -> ddl.add(partition(table, ddl.size(), bounds)));
        return ddl;
    }

    private static String partitionedBy(RandomTable table) {
        return switch (table.partitioning()) {
            case NONE -> "";
            case HASH -> " partition by hash (" + Sql.name(table.id()) + ")";
            case LIST -> " partition by list (" + Sql.name(table.tenantColumn()) + ")";
            case RANGE -> " partition by range (" + Sql.name(table.number()) + ")";
        };
    }

    private List<String> partitions(RandomTable table) {
        return switch (table.partitioning()) {
            case NONE -> List.of();
            case HASH ->
                List.of(
                        "for values with (modulus 2, remainder 0)",
                        "for values with (modulus 4, remainder 1)",
                        "for values with (modulus 4, remainder 3)");
            case LIST ->
                List.of(
                        "for values in (" + Sql.literal(tenants.get(0)) + ")",
                        "for values in (" + Sql.literal(tenants.get(1)) + ", " + Sql.literal(tenants.get(2)) + ")",
                        "default partition by hash (" + Sql.name(table.id()) + ")");
            case RANGE -> List.of("for values from (minvalue) to (50)", "for values from (50) to (200)", "default");
        };
    }

    private static String partition(RandomTable table, int count, String bounds) {
        TableName leaf = new TableName(table.name().schema(), table.name().name() + " " + count);
        String ddl = "create table " + Sql.name(leaf) + " partition of " + Sql.name(table.name()) + " " + bounds;
        return table.partitioning() == Partitioning.LIST && bounds.startsWith("default")
                ? ddl + "; create table " + Sql.name(new TableName(leaf.schema(), leaf.name() + "a")) + " partition of "
                        + Sql.name(leaf) + " for values with (modulus 1, remainder 0)"
                : ddl;
    }
}
