package io.tenantdeletion.commons.catalog;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/**
 * A table, or a foreign table. A partitioned one stands for its partitions.
 *
 * @param name schema and name
 * @param columns in the order of the catalog
 * @param indexes the key columns of every index that can find rows by its leading columns; a partial index counts only
 *     where all it leaves out is NULL in its leading column
 * @param estimatedRows rows of everybody as of the last ANALYZE or VACUUM, 0 or more; {@link #UNKNOWN} before the first
 * @param structure how it keeps its rows
 * @param access what happens to statements on it
 */
public record Table(
        TableName name,
        List<Column> columns,
        List<List<String>> indexes,
        long estimatedRows,
        Structure structure,
        Access access) {

    /** Nobody has counted yet. */
    public static final long UNKNOWN = -1;

    public Table {
        columns = List.copyOf(columns);
        indexes = List.copyOf(indexes);
    }

    /** The column of that name. */
    public Optional<Column> column(String columnName) {
        return columns.stream()
                .filter(column -> column.name().equals(columnName))
                .findFirst();
    }

    /** Whether an index leads with these columns, in any order among themselves. */
    public boolean hasIndexOn(List<String> leading) {
        return indexes.stream()
                .filter(index -> index.size() >= leading.size())
                .anyMatch(index -> new LinkedHashSet<>(index.subList(0, leading.size())).containsAll(leading));
    }
}
