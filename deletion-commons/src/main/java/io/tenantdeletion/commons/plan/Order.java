package io.tenantdeletion.commons.plan;

import io.tenantdeletion.commons.catalog.ForeignKey;
import io.tenantdeletion.commons.catalog.TableName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Children before parents: Kahn's topological sort (A. B. Kahn, "Topological sorting of large networks", CACM 5(11),
 * 1962), smallest name first, so that the order is the same every time. Where only cycles are left, a foreign key that
 * may be set to NULL is detached and the sort goes on.
 */
final class Order {

    private final Map<TableName, Set<ForeignKey>> pending = new TreeMap<>();
    private final Set<ForeignKey> undetachable;
    private final List<ForeignKey> nullified = new ArrayList<>();
    private final List<TableName> sorted = new ArrayList<>();

    /**
     * @param tables to sort
     * @param keys foreign keys among them, self-references left out
     * @param undetachable keys that must keep their value until their row is deleted
     */
    Order(Collection<TableName> tables, Collection<ForeignKey> keys, Collection<ForeignKey> undetachable) {
        tables.forEach(table -> pending.put(table, new LinkedHashSet<>()));
        keys.forEach(key -> pending.get(key.to()).add(key));
        this.undetachable = Set.copyOf(undetachable);
    }

    /** Sorts; whatever is left in {@link #stuck()} afterwards has no order. */
    Order sort() {
        while (!pending.isEmpty()) {
            Optional<TableName> free = pending.entrySet().stream()
                    .filter(entry -> entry.getValue().isEmpty())
                    .map(Map.Entry::getKey)
                    .findFirst();
            if (free.isPresent()) {
                take(free.get());
            } else if (!detachOne()) {
                break;
            }
        }
        return this;
    }

    List<TableName> sorted() {
        return sorted;
    }

    List<ForeignKey> nullified() {
        return nullified;
    }

    /** The foreign keys of the cycles that nothing can open. */
    Set<ForeignKey> stuck() {
        Set<ForeignKey> keys = new LinkedHashSet<>();
        pending.values()
                .forEach(incoming -> incoming.stream().filter(this::inCycle).forEach(keys::add));
        return keys;
    }

    private void take(TableName table) {
        pending.remove(table);
        sorted.add(table);
        pending.values().forEach(incoming -> incoming.removeIf(key -> key.from().equals(table)));
    }

    private boolean detachOne() {
        Optional<ForeignKey> opening = pending.values().stream()
                .flatMap(Collection::stream)
                .filter(key -> !undetachable.contains(key))
                .filter(this::inCycle)
                .findFirst();
        opening.ifPresent(key -> {
            nullified.add(key);
            pending.get(key.to()).remove(key);
        });
        return opening.isPresent();
    }

    private boolean inCycle(ForeignKey key) {
        return reaches(key.to(), key.from());
    }

    /** Whether following foreign keys from child to parent leads from one table to the other. */
    private boolean reaches(TableName from, TableName to) {
        Set<TableName> seen = new TreeSet<>();
        List<TableName> open = new ArrayList<>(List.of(from));
        while (!open.isEmpty()) {
            TableName table = open.remove(open.size() - 1);
            if (table.equals(to)) {
                return true;
            }
            if (seen.add(table)) {
                pending.values().stream()
                        .flatMap(Collection::stream)
                        .filter(key -> key.from().equals(table))
                        .forEach(key -> open.add(key.to()));
            }
        }
        return false;
    }
}
