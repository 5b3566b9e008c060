package io.tenantdeletion.commons.random;

import io.tenantdeletion.commons.catalog.TableName;
import io.tenantdeletion.commons.random.KeyGenerator.Presence;
import io.tenantdeletion.commons.random.RandomTable.Partitioning;
import io.tenantdeletion.commons.random.RandomTable.TableKind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Makes up a schema. The same seed gives the same one. */
final class SchemaGenerator {

    static final int TENANTS = 5;

    private final Dice dice;
    private final KeyGenerator keys;
    private final Names names;
    private final List<String> schemas = new ArrayList<>();
    private final List<RandomTable> tables = new ArrayList<>();
    private final ValueType tenantType;
    private final String tenantColumn;

    SchemaGenerator(long seed) {
        dice = new Dice(seed);
        names = new Names(dice);
        keys = new KeyGenerator(dice, names);
        tenantType = dice.oneOf(ValueType.OF_TENANTS);
        tenantColumn = dice.percent(60) ? "tenant_id" : names.column("tenant");
        schemas.add(names.schema("random " + seed));
        if (dice.percent(25)) {
            schemas.add(names.schema("second " + seed));
        }
    }

    RandomSchema generate() {
        int count = 3 + dice.below(7);
        for (int i = 0; i < count; i++) {
            tables.add(table());
        }
        tables.forEach(this::selfReference);
        tables.forEach(this::backReference);
        tables.forEach(this::indexes);
        Set<String> values = new LinkedHashSet<>();
        int number = dice.below(20);
        while (values.size() < TENANTS) {
            values.add(tenantType.value(number++));
        }
        RandomSchema schema = new RandomSchema(
                new LinkedHashSet<>(schemas), tables, List.copyOf(values), tenantColumn, dice.percent(25));
        new RowGenerator(dice, schema).fill();
        return schema;
    }

    private RandomTable table() {
        TableKind ownership = ownership();
        Partitioning partitioning = partitioning(ownership);
        String schema = dice.oneOf(schemas);
        RandomTable table = new RandomTable(new TableName(schema, names.table(schema)), ownership, partitioning);
        ValueType type = dice.oneOf(List.of(ValueType.values()));
        boolean isIdentity = type == ValueType.BIGINT && dice.percent(60);
        String identity = "generated " + (dice.percent(50) ? "always" : "by default") + " as identity";
        table.id(new RandomColumn(
                dice.percent(40) ? "id" : names.column("id"), type, false, isIdentity ? identity : ""));
        if (ownership == TableKind.OWN) {
            String column = dice.percent(80) ? tenantColumn : names.column("owner");
            boolean nullable = partitioning != Partitioning.LIST && dice.percent(12);
            table.tenantColumn(new RandomColumn(column, tenantType, nullable, ""));
        }
        if (partitioning == Partitioning.RANGE) {
            table.number(new RandomColumn(names.column("number"), ValueType.INTEGER, false, ""));
        }
        if (dice.percent(20)) {
            String computed = "generated always as (upper(" + RandomTable.payload() + ")) stored";
            table.columns().add(new RandomColumn(names.column("computed"), ValueType.TEXT, true, computed));
        }
        parents(table);
        uniques(table);
        return table;
    }

    private TableKind ownership() {
        int roll = tables.isEmpty() ? 0 : dice.below(100);
        return roll < 45 ? TableKind.OWN : roll < 85 ? TableKind.CHILD : TableKind.SHARED;
    }

    private Partitioning partitioning(TableKind ownership) {
        if (!dice.percent(30)) {
            return Partitioning.NONE;
        }
        Partitioning rolled = dice.oneOf(List.of(Partitioning.HASH, Partitioning.LIST, Partitioning.RANGE));
        boolean fits = rolled != Partitioning.LIST || ownership == TableKind.OWN;
        return fits ? rolled : Partitioning.HASH;
    }

    private void parents(RandomTable table) {
        if (table.isShared()) {
            add(table, parent(RandomTable::isShared, 30), Presence.EITHER);
            add(table, parent(known -> !known.isShared(), 80), Presence.SET_NULL);
            add(table, parent(known -> !known.isShared(), 30), Presence.SET_NULL);
            return;
        }
        add(table, parent(RandomTable::isShared, 40), Presence.EITHER);
        if (table.isOwn()) {
            add(table, parent(known -> !known.isShared(), 70), Presence.EITHER);
            add(table, parent(known -> !known.isShared(), 30), Presence.EITHER);
        } else if (dice.percent(40)) {
            add(table, parent(known -> !known.isShared(), 100), Presence.OPTIONAL);
            add(table, parent(known -> !known.isShared(), 80), Presence.OPTIONAL);
        } else {
            Optional<RandomKey> main = add(table, parent(known -> !known.isShared(), 100), Presence.REQUIRED);
            main.filter(key -> key.referencing().stream().noneMatch(column -> column.contains(",")))
                    .filter(key -> dice.percent(15))
                    .ifPresent(table::through);
            add(table, parent(known -> !known.isShared(), 40), Presence.EITHER);
        }
    }

    private Optional<RandomTable> parent(Predicate<RandomTable> fits, int percent) {
        List<RandomTable> candidates = tables.stream().filter(fits).toList();
        return candidates.isEmpty() || !dice.percent(percent) ? Optional.empty() : Optional.of(dice.oneOf(candidates));
    }

    private Optional<RandomKey> add(RandomTable table, Optional<RandomTable> parent, Presence presence) {
        Optional<RandomKey> key = parent.map(found -> keys.key(table, found, presence));
        key.ifPresent(table.keys()::add);
        return key;
    }

    private void uniques(RandomTable table) {
        List<String> primary = new ArrayList<>(List.of(table.id()));
        if (table.partitioning() == Partitioning.LIST) {
            primary.add(0, table.tenantColumn());
        } else if (table.partitioning() == Partitioning.RANGE) {
            primary.add(dice.below(2), table.number());
        } else if (dice.percent(25)) {
            // A weak entity: the parent's key is part of its own.
            table.keys().stream()
                    .filter(key -> !key.isNullable() && !key.to().isShared())
                    .findFirst()
                    .ifPresent(key -> primary.addAll(0, settled(table, key)));
        }
        table.uniques().add(primary);
        boolean hasTenant = primary.contains(table.tenantColumn());
        if (table.isOwn() && !hasTenant && dice.percent(60)) {
            List<String> unique = new ArrayList<>(primary);
            unique.add(dice.percent(80) ? 0 : unique.size(), table.tenantColumn());
            table.uniques().add(unique);
        }
        if (table.partitioning() == Partitioning.NONE && dice.percent(20)) {
            ValueType type = table.column(table.id()).type();
            table.code(new RandomColumn(names.column("code"), type, true, ""));
        }
    }

    private static List<String> settled(RandomTable table, RandomKey key) {
        return key.columns().keySet().stream()
                .filter(column -> !table.column(column).isComputed())
                .toList();
    }

    private void selfReference(RandomTable table) {
        if (!table.isShared() && dice.percent(35)) {
            table.keys().add(keys.key(table, table, dice.percent(75) ? Presence.OPTIONAL : Presence.REQUIRED));
        }
    }

    /**
     * A cycle, where the other table refers to this one; it can only be opened where the path does not lead over it.
     */
    private void backReference(RandomTable table) {
        boolean hasFirmWay =
                table.isOwn() || table.isChild() && table.keys().stream().anyMatch(this::isFirm);
        List<RandomTable> later = tables.subList(tables.indexOf(table) + 1, tables.size()).stream()
                .filter(other -> !other.isShared())
                .toList();
        if (hasFirmWay && !later.isEmpty() && dice.percent(30)) {
            table.keys().add(keys.key(table, dice.oneOf(later), Presence.OPTIONAL));
        }
    }

    private boolean isFirm(RandomKey key) {
        return !key.isNullable() && !key.to().isShared() && key.to() != key.from();
    }

    private void indexes(RandomTable table) {
        if (table.isOwn()) {
            String nulls = " where " + Sql.name(table.tenantColumn()) + " is not null";
            table.index("btree", List.of(table.tenantColumn()), dice.percent(30) ? nulls : "");
        }
        table.keys().forEach(key -> {
            List<String> columns = dice.shuffled(key.referencing());
            String nulls = " where " + Sql.name(columns.get(0)) + " is not null";
            RandomColumn first = table.column(columns.get(0));
            // Of such a table PostgreSQL 17 refuses every row where the computed column's type is a domain.
            boolean isPossible = !first.isComputed() || table.partitioning() == Partitioning.NONE;
            boolean isPartial = first.nullable() && dice.percent(50) && isPossible;
            String method = columns.size() == 1 && dice.percent(15) ? "hash" : "btree";
            table.index(method, columns, isPartial ? nulls : "");
        });
    }
}
