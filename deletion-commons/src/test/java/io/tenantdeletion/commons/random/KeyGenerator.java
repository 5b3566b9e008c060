package io.tenantdeletion.commons.random;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes up foreign keys, with the columns they need. */
final class KeyGenerator {

    /** Whether every row has such a parent. */
    enum Presence {
        REQUIRED,
        OPTIONAL,
        EITHER,
        /** Not required, and set to NULL when the parent goes. */
        SET_NULL
    }

    private final Dice dice;
    private final Names names;

    KeyGenerator(Dice dice, Names names) {
        this.dice = dice;
        this.names = names;
    }

    RandomKey key(RandomTable from, RandomTable to, Presence presence) {
        boolean isOptional = presence == Presence.EITHER ? dice.percent(50) : presence != Presence.REQUIRED;
        // Every row can refer to itself by its primary key.
        boolean isOwnPrimary = from == to && presence == Presence.REQUIRED;
        List<String> referenced = isOwnPrimary ? to.uniques().get(0) : dice.oneOf(to.uniques());
        boolean onlyId = isOptional && dice.percent(30) && referenced.contains(to.id());
        Map<String, String> columns = new LinkedHashMap<>();
        (dice.percent(20) ? dice.shuffled(referenced) : referenced).forEach(column -> {
            boolean nullable = isOptional && (!onlyId || column.equals(to.id()));
            columns.put(column(from, to, column, nullable), column);
        });
        List<String> set = presence == Presence.SET_NULL ? nullable(from, columns) : List.of();
        return new RandomKey(names.constraint(), from, to, columns, options(from, columns, set), set);
    }

    private String column(RandomTable from, RandomTable to, String referenced, boolean nullable) {
        ValueType type = to.column(referenced).type();
        boolean isTenant = referenced.equals(to.tenantColumn()) && from.isOwn();
        int roll = dice.below(100);
        if (isTenant && roll < 65) {
            return from.tenantColumn();
        }
        String name = names.column(dice.percent(50) ? "ref" : "parent id");
        boolean isCopy = isTenant && roll < 80;
        String generation = isCopy ? "generated always as (" + Sql.name(from.tenantColumn()) + ") stored" : "";
        from.columns().add(new RandomColumn(name, type, nullable || isCopy && from.isTenantNullable(), generation));
        return name;
    }

    private static List<String> nullable(RandomTable from, Map<String, String> columns) {
        return columns.keySet().stream()
                .filter(column -> from.column(column).nullable())
                .toList();
    }

    private String options(RandomTable from, Map<String, String> columns, List<String> set) {
        int nullable = nullable(from, columns).size();
        boolean allAlike = nullable == 0 || nullable == columns.size();
        boolean isGiven = columns.keySet().stream()
                .anyMatch(column -> column.equals(from.tenantColumn())
                        || from.column(column).isComputed());
        String options = allAlike && !isGiven && dice.percent(15) ? "match full" : "";
        if (!set.isEmpty()) {
            return options + " on delete set null" + (!allAlike || dice.percent(30) ? " (" + Sql.names(set) + ")" : "");
        }
        if (dice.percent(10)) {
            options += " on delete restrict";
        }
        return dice.percent(20) ? options + " deferrable initially deferred" : options;
    }
}
