package io.tenantdeletion.embedded.seed;

import io.tenantdeletion.embedded.seed.SeedTable.Reference;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The order to fill tables in, parents first. Where tables point at each other in a circle, a foreign key that may be
 * null is left out at first and set afterwards.
 */
record SeedOrder(List<SeedTable> tables, Set<Reference> setAfterwards) {

    /** The order of these tables; foreign keys to any other table do not matter. */
    static SeedOrder of(List<SeedTable> tables) {
        List<SeedTable> waiting = new ArrayList<>(tables);
        List<SeedTable> ordered = new ArrayList<>();
        Set<Reference> later = new LinkedHashSet<>();
        while (!waiting.isEmpty()) {
            SeedTable next = waiting.stream()
                    .filter(table -> pending(table, waiting).isEmpty())
                    .findFirst()
                    .orElseGet(() -> breakCycle(waiting));
            later.addAll(pending(next, waiting));
            waiting.remove(next);
            ordered.add(next);
        }
        return new SeedOrder(List.copyOf(ordered), later);
    }

    private static SeedTable breakCycle(List<SeedTable> waiting) {
        Predicate<SeedTable> canWait = table -> pending(table, waiting).stream().allMatch(table::isOptional);
        return waiting.stream()
                .filter(canWait)
                .min(Comparator.comparingInt(table -> pending(table, waiting).size()))
                .orElseThrow(
                        () -> new IllegalStateException("These tables require each other, none can be filled first: "
                                + waiting.stream().map(SeedTable::qualified).toList()));
    }

    private static List<Reference> pending(SeedTable table, List<SeedTable> waiting) {
        return table.references().stream()
                .filter(reference -> !table.isSelfReference(reference))
                .filter(reference -> waiting.stream().anyMatch(reference::pointsTo))
                .toList();
    }

    /** How many parents stand above each table, along the longest way up. */
    Map<SeedTable, Integer> depths() {
        Map<SeedTable, Integer> depths = new HashMap<>();
        for (SeedTable table : tables) {
            int depth = table.references().stream()
                    .filter(reference -> !setAfterwards.contains(reference))
                    .flatMap(reference -> depths.keySet().stream().filter(reference::pointsTo))
                    .mapToInt(parent -> depths.get(parent) + 1)
                    .max()
                    .orElse(0);
            depths.put(table, depth);
        }
        return depths;
    }
}
