package io.tenantdeletion.embedded.seed;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Shares a number of rows out to tables: a child has more than its parent, every table has at least one. */
final class RowDistribution {

    // A table on its own is a log or a statistic; those are not small.
    private static final int STANDALONE = 4;

    private RowDistribution() {}

    /** Rows per table; together exactly {@code total}, unless there are more tables than rows. */
    static Map<SeedTable, Long> of(SeedOrder order, long total) {
        Map<SeedTable, Integer> depths = order.depths();
        Map<SeedTable, Integer> weights = new LinkedHashMap<>();
        order.tables().forEach(table -> weights.put(table, weight(table, depths)));
        long sum = weights.values().stream().mapToLong(Integer::longValue).sum();

        Map<SeedTable, Long> rows = new LinkedHashMap<>();
        weights.forEach((table, weight) -> rows.put(table, Math.max(1, total * weight / sum)));
        settle(rows, weights, total);
        return rows;
    }

    private static int weight(SeedTable table, Map<SeedTable, Integer> depths) {
        int depth = depths.get(table);
        boolean standalone = depth == 0
                && depths.keySet().stream()
                        .flatMap(other -> other.references().stream())
                        .noneMatch(reference -> reference.pointsTo(table));
        return standalone ? STANDALONE : (depth + 1) * (depth + 1);
    }

    // What rounding left over goes to, or comes from, the heaviest tables.
    private static void settle(Map<SeedTable, Long> rows, Map<SeedTable, Integer> weights, long total) {
        List<SeedTable> heaviest = weights.entrySet().stream()
                .sorted(Map.Entry.<SeedTable, Integer>comparingByValue(Comparator.reverseOrder()))
                .map(Map.Entry::getKey)
                .toList();
        long missing = total - rows.values().stream().mapToLong(Long::longValue).sum();
        for (int i = 0; missing != 0 && i < heaviest.size() * 64; i++) {
            SeedTable table = heaviest.get(i % heaviest.size());
            long step = missing > 0 ? 1 : -1;
            if (rows.get(table) + step >= 1) {
                rows.merge(table, step, Long::sum);
                missing -= step;
            }
        }
    }
}
