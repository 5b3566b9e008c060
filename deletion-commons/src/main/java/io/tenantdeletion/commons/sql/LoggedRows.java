package io.tenantdeletion.commons.sql;

import io.tenantdeletion.commons.catalog.TableName;
import io.tenantdeletion.commons.plan.SubjectPath;
import io.tenantdeletion.commons.sql.RowImage.Format;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What the restore log holds of one table, of entries that are alike.
 *
 * @param kind what became of the rows
 * @param columns names, in the order of the parts of an entry
 * @param types exact, as they were
 * @param formats how values are written down
 * @param keyColumns how many of the columns, from the first, only say which row it is
 * @param rows how many
 * @param digest of all of them as they were; empty where it cannot be compared: rows were logged before there were
 *     digests, or by another version of PostgreSQL
 */
public record LoggedRows(
        TableName table,
        String kind,
        List<String> columns,
        List<String> types,
        List<String> formats,
        int keyColumns,
        long rows,
        Optional<String> digest) {

    public LoggedRows {
        columns = List.copyOf(columns);
        types = List.copyOf(types);
        formats = List.copyOf(formats);
    }

    /** What there is of a window, with parameters {@code :window} and {@link SqlStatements#LOG_KEY}. */
    public static String select() {
        return """
                select l.table_schema, l.table_name, l.kind, cast(array_to_json(l.column_names) as text),
                       cast(array_to_json(l.column_types) as text), cast(array_to_json(l.column_formats) as text),
                       l.key_columns, sum(l.row_count),
                       case when bool_and(split_part(d.digest, ' ', 1) = cast(%s as text)) and count(*) = count(d.digest)
                            then cast(sum(cast(split_part(d.digest, ' ', 2) as numeric)) as text) end
                from tenant_deletion.restore_log l cross join lateral (
                  select convert_from(tenant_deletion.unseal(l.digest, %s), 'UTF8') as digest offset 0) d
                where l.window_id = :window
                group by 1, 2, 3, 4, 5, 6, 7 order by 3, min(l.entry)""".formatted(RowDigest.VERSION, LogEntries.key());
    }

    /** Whether the rows are gone; otherwise they stayed and lost references. */
    public boolean isDeleted() {
        return kind.equals(SqlStatements.DELETED);
    }

    /** Whether the rows stayed and lost what names the subject, by this path. */
    public boolean isNameOf(SubjectPath path) {
        return !isDeleted()
                && path instanceof SubjectPath.ByColumn own
                && columns.subList(keyColumns, columns.size()).equals(List.of(own.column()));
    }

    Format format(int column) {
        return Format.valueOf(formats.get(column).toUpperCase(Locale.ROOT));
    }

    /** Columns that say which row it is. */
    List<String> key() {
        return columns.subList(0, keyColumns);
    }
}
