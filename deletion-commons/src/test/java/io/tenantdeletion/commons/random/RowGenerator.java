package io.tenantdeletion.commons.random;

import java.util.HashMap;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Makes up rows whose keys are valid and never lead from one tenant to another. */
final class RowGenerator {

    private static final List<Integer> FEW = List.of(0, 1, 6, 7, 8, 14, 20);
    private static final List<Integer> MANY = List.of(0, 3, 14, 40, 120);

    private final Dice dice;
    private final RandomSchema schema;
    private long next;

    RowGenerator(Dice dice, RandomSchema schema) {
        this.dice = dice;
        this.schema = schema;
        this.next = dice.below(1000);
    }

    void fill() {
        schema.tables().forEach(this::fill);
        schema.tables()
                .forEach(table -> table.keys().stream()
                        .filter(key -> !isToEarlier(key))
                        .forEach(key -> table.rows().forEach(row -> refer(key, row))));
    }

    private boolean isToEarlier(RandomKey key) {
        return schema.tables().indexOf(key.to()) < schema.tables().indexOf(key.from());
    }

    private void fill(RandomTable table) {
        List<Integer> owners = table.isShared()
                ? List.of(RandomRow.SHARED)
                : Stream.concat(IntStream.range(0, SchemaGenerator.TENANTS).boxed(), Stream.of(RandomRow.NOBODY))
                        .toList();
        for (int owner : owners) {
            boolean isNobodys = owner == RandomRow.NOBODY && table.isOwn() && !table.isTenantNullable();
            // Tenants 0 and 1 are deleted in many small parts.
            int rows = isNobodys ? 0 : dice.oneOf(owner < 2 && owner >= 0 ? FEW : MANY);
            for (int i = 0; i < rows; i++) {
                row(table, owner);
            }
        }
    }

    private void row(RandomTable table, int owner) {
        RandomRow row = new RandomRow(owner, new HashMap<>());
        if (table.isOwn()) {
            row.values()
                    .put(
                            table.tenantColumn(),
                            owner == RandomRow.NOBODY ? null : schema.tenants().get(owner));
        }
        boolean isPossible = true;
        boolean isLed = false;
        for (RandomKey key : table.keys().stream().filter(this::isToEarlier).toList()) {
            boolean referred = refer(key, row);
            isPossible &= referred || canLeadNowhere(key, row);
            isLed |= referred && !key.to().isShared();
        }
        if (!isPossible) {
            return;
        }
        next += 1 + dice.below(3);
        row.values().put(table.id(), table.column(table.id()).type().value(next));
        if (table.number() != null) {
            row.values().put(table.number(), String.valueOf(dice.below(300)));
        }
        if (table.code() != null) {
            row.values()
                    .put(
                            table.code(),
                            dice.percent(60)
                                    ? null
                                    : table.column(table.code()).type().value(next));
        }
        int owned = table.isChild() && !isLed ? RandomRow.NOBODY : owner;
        row.values().put(RandomTable.payload(), RandomRow.mark(owned) + " " + next);
        table.rows().add(new RandomRow(owned, row.values()));
    }

    /** Sets the columns of a key; gives whether it refers to a row now. */
    private boolean refer(RandomKey key, RandomRow row) {
        List<RandomRow> parents = key.to().rows().stream()
                .filter(parent -> parent.owner() == row.owner()
                        || parent.owner() == RandomRow.SHARED
                        || row.owner() == RandomRow.SHARED)
                .filter(parent -> parent.hasAll(key.columns().values()))
                .filter(parent -> agrees(key, row, parent))
                .toList();
        if (parents.isEmpty() || canLeadNowhere(key, row) && dice.percent(25)) {
            leadNowhere(key, row);
            return false;
        }
        RandomRow parent = dice.oneOf(parents);
        key.columns()
                .forEach((column, referenced) ->
                        put(key, row, column, parent.values().get(referenced)));
        return true;
    }

    /** A key of the row's tenant column refers to rows of that tenant only. */
    private boolean agrees(RandomKey key, RandomRow row, RandomRow parent) {
        String own = key.from().tenantColumn();
        return key.columns().entrySet().stream()
                .filter(pair -> isGiven(key, pair.getKey()))
                .allMatch(pair ->
                        parent.values().get(pair.getValue()).equals(row.values().get(own)));
    }

    private static boolean canLeadNowhere(RandomKey key, RandomRow row) {
        return key.columns().keySet().stream()
                .anyMatch(column -> isGiven(key, column)
                        ? row.values().get(key.from().tenantColumn()) == null
                        : key.from().column(column).nullable());
    }

    /** What can be NULL is; of the rest, which then means nothing, anything will do. */
    private void leadNowhere(RandomKey key, RandomRow row) {
        List<RandomRow> any = key.to().rows();
        key.columns().forEach((column, referenced) -> {
            String value = any.isEmpty() ? null : dice.oneOf(any).values().get(referenced);
            String filler = value == null ? key.from().column(column).type().value(1) : value;
            put(key, row, column, key.from().column(column).nullable() ? null : filler);
        });
    }

    private static boolean isGiven(RandomKey key, String column) {
        return column.equals(key.from().tenantColumn())
                || key.from().column(column).isComputed();
    }

    private static void put(RandomKey key, RandomRow row, String column, String value) {
        if (!isGiven(key, column)) {
            row.values().put(column, value);
        }
    }
}
