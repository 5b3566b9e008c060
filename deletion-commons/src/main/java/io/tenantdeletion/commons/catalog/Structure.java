package io.tenantdeletion.commons.catalog;

import java.util.List;

/**
 * How a table keeps its rows.
 *
 * @param kind what it is
 * @param partitions of a partitioned table the leaves, which hold the rows
 * @param inheritsFrom parents that it is no partition of
 * @param inheritedBy children that are no partitions of it
 * @param primaryKey its columns; empty without one
 * @param uniqueKeys columns of every unique constraint and unique index on all rows, the primary key's left out
 */
public record Structure(
        Kind kind,
        List<Partition> partitions,
        List<TableName> inheritsFrom,
        List<TableName> inheritedBy,
        List<String> primaryKey,
        List<List<String>> uniqueKeys) {

    public Structure {
        partitions = List.copyOf(partitions);
        inheritsFrom = List.copyOf(inheritsFrom);
        inheritedBy = List.copyOf(inheritedBy);
        primaryKey = List.copyOf(primaryKey);
        uniqueKeys = uniqueKeys.stream().map(List::copyOf).toList();
    }

    /** What holds rows. */
    public enum Kind {
        TABLE,
        PARTITIONED_TABLE,
        FOREIGN_TABLE;

        static Kind of(String relkind) {
            return switch (relkind) {
                case "r" -> TABLE;
                case "p" -> PARTITIONED_TABLE;
                case "f" -> FOREIGN_TABLE;
                default -> throw new IllegalArgumentException("relkind " + relkind);
            };
        }
    }

    /** A leaf of a partitioned table. */
    public record Partition(TableName name, Kind kind) {}

    /** Whether the rows lie in partitions. */
    public boolean isPartitioned() {
        return kind == Kind.PARTITIONED_TABLE;
    }
}
