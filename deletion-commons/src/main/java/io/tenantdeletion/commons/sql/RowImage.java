package io.tenantdeletion.commons.sql;

import io.tenantdeletion.commons.catalog.TableName;
import java.util.List;
import java.util.Optional;

/**
 * What a row of a table consists of, to the last detail: every column that is not computed.
 *
 * @param columns in the order of the catalog
 * @param key columns, never NULL, that tell a row from every other one; empty where there are none
 */
public record RowImage(TableName table, List<Column> columns, List<String> key) {

    public RowImage {
        columns = List.copyOf(columns);
        key = List.copyOf(key);
    }

    /**
     * A column.
     *
     * @param name as the catalog spells it
     * @param type exact: with schema and modifier; of another type a value may not come back as it was
     * @param castType the type's name as SQL spells it, without modifier
     * @param arrayType the same of an array of it, where an array keeps its values apart
     * @param collation by which its values are compared, where they are texts
     * @param nullable whether it may hold NULL
     * @param wide whether a value may take much room
     */
    public record Column(
            String name,
            String type,
            String castType,
            Optional<String> arrayType,
            Optional<String> collation,
            boolean nullable,
            boolean wide) {

        private static final String UUID = "pg_catalog.uuid";

        /** How its values are written down. */
        Format format() {
            if (castType.equals(UUID) && !nullable) {
                return Format.BYTES;
            }
            return formatAsText();
        }

        Format formatAsText() {
            return arrayType.isPresent() ? Format.ARRAY : Format.TEXT;
        }
    }

    /** How the values of a column are written down, some thousand of them together. */
    public enum Format {
        /** 16 bytes each. */
        BYTES,
        /** The text of an array of the column's type. */
        ARRAY,
        /** The text of an array of texts. */
        TEXT
    }

    /** The column of that name. */
    public Optional<Column> column(String name) {
        return columns.stream().filter(column -> column.name().equals(name)).findFirst();
    }
}
