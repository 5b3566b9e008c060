package io.tenantdeletion.commons.sql;

import io.tenantdeletion.commons.catalog.TableName;
import io.tenantdeletion.commons.plan.SubjectPath;
import io.tenantdeletion.commons.sql.RowImage.Format;
import java.util.List;
import java.util.Locale;

/**
 * What the restore log holds of one table, of entries that are alike.
 *
 * @param kind what became of the rows
 * @param columns names, in the order of the parts of an entry
 * @param types exact, as they were
 * @param formats how values are written down
 * @param keyColumns how many of the columns, from the first, only say which row it is
 * @param rows how many
 */
public record LoggedRows(
        TableName table,
        String kind,
        List<String> columns,
        List<String> types,
        List<String> formats,
        int keyColumns,
        long rows) {

    public LoggedRows {
        columns = List.copyOf(columns);
        types = List.copyOf(types);
        formats = List.copyOf(formats);
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
