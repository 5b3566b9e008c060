package io.tenantdeletion.commons.sql;

import static io.tenantdeletion.commons.sql.Identifiers.column;
import static io.tenantdeletion.commons.sql.Identifiers.literal;
import static io.tenantdeletion.commons.sql.Identifiers.quoted;

import io.tenantdeletion.commons.catalog.TableName;
import io.tenantdeletion.commons.sql.RowImage.Format;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Writes rows of a statement into the restore log, as part of the same statement. Column by column, because that is
 * both smaller and faster than row by row; identifiers, most of a row and as good as random, beside everything else,
 * which alone is compressed.
 */
final class LogEntries {

    /** Some of them together compress well, and are no burden on the memory of anybody. */
    private static final int ROWS = 1000;

    /** As PostgreSQL stores them, which may be compressed a hundredfold; the text of an entry must stay below 1 GB. */
    private static final int BYTES = 4_000_000;

    private static final String ROW = "r";

    private final TableName table;
    private final List<Logged> columns;

    /**
     * A column in the log.
     *
     * @param source its name in the rows to write
     */
    record Logged(String source, RowImage.Column column, Format format) {

        static Logged of(RowImage.Column column) {
            return new Logged(column.name(), column, column.format());
        }

        private String hashed() {
            return RowDigest.value(Identifiers.column(ROW, source), column);
        }

        private String values() {
            String value = Identifiers.column(ROW, source);
            return switch (format) {
                case BYTES -> "string_agg(uuid_send(" + value + "), cast('' as bytea))";
                case ARRAY -> "cast(array_agg(" + value + ") as text)";
                case TEXT -> "cast(array_agg(cast(" + value + " as text)) as text)";
            };
        }
    }

    LogEntries(TableName table, List<Logged> columns) {
        this.table = table;
        this.columns = columns;
    }

    /**
     * Common table expressions, the last of which writes.
     *
     * @param rows the name of the one with the rows
     * @param kind what became of them
     * @param keyColumns how many of the columns, from the first, only say which row it is
     */
    String writing(String rows, String kind, int keyColumns) {
        String block = unused("block");
        String size = unused("size");
        String wide = columns.stream()
                .filter(each -> each.column().wide())
                .map(each -> "coalesce(pg_column_size(" + column(ROW, each.source()) + "), 0)")
                .collect(Collectors.joining(" + "));
        return "numbered as (select cast((row_number() over w - 1) / " + ROWS + " as int) as " + quoted(block)
                + (wide.isEmpty() ? "" : ", cast(sum(" + wide + ") over w / " + BYTES + " as int) as " + quoted(size))
                + ", " + ROW + ".* from " + rows + " " + ROW
                + " window w as (rows between unbounded preceding and current row)), blocks as (select count(*) as n, "
                + each(i -> columns.get(i).values() + " as v" + i) + ", sum("
                + RowDigest.ofRow(columns.stream().map(Logged::hashed).toList()) + ") as digest from numbered " + ROW
                + " group by "
                + column(ROW, block) + (wide.isEmpty() ? "" : ", " + column(ROW, size)) + "), logged as ("
                + insert(kind, keyColumns) + ")";
    }

    private String insert(String kind, int keyColumns) {
        return "insert into tenant_deletion.restore_log (window_id, table_schema, table_name, kind, column_names,"
                + " column_types, column_formats, key_columns, lengths, row_count, ids, data, digest) select"
                + " cast(:" + SqlStatements.LOG_WINDOW + " as bigint), " + literal(table.schema()) + ", "
                + literal(table.name()) + ", " + literal(kind) + ", "
                + texts(each -> each.column().name()) + ", "
                + texts(each -> each.column().type()) + ", " + texts(each -> word(each.format())) + ", " + keyColumns
                + ", array[" + each(i -> "octet_length(v" + i + ")") + "], n, tenant_deletion.seal_ids("
                + joined(true) + ", " + key() + "), tenant_deletion.seal(" + "convert_to(" + joined(false)
                + ", getdatabaseencoding()), " + key() + "), tenant_deletion.seal_ids(convert_to(concat_ws(' ', "
                + RowDigest.VERSION + ", digest), 'UTF8'), " + key() + ") from blocks";
    }

    private String joined(boolean bytes) {
        String parts = IntStream.range(0, columns.size())
                .filter(i -> (columns.get(i).format() == Format.BYTES) == bytes)
                .mapToObj(i -> "v" + i)
                .collect(Collectors.joining(" || "));
        return parts.isEmpty() ? "null" : parts;
    }

    private String texts(Function<Logged, String> text) {
        return Identifiers.texts(columns.stream().map(text).toList());
    }

    private String each(Function<Integer, String> expression) {
        return IntStream.range(0, columns.size()).mapToObj(expression::apply).collect(Collectors.joining(", "));
    }

    private String unused(String name) {
        return columns.stream().anyMatch(each -> each.source().equals(name)) ? unused(name + "_") : name;
    }

    /** The key, as a parameter: a setting would be shown, and a literal be logged. */
    static String key() {
        return "cast(:" + SqlStatements.LOG_KEY + " as text)";
    }

    static String word(Format format) {
        return format.name().toLowerCase(java.util.Locale.ROOT);
    }
}
