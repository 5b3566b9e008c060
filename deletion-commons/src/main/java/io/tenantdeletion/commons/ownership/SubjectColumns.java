package io.tenantdeletion.commons.ownership;

import io.tenantdeletion.commons.catalog.TableName;
import java.util.Map;
import java.util.Set;

/**
 * What is said about the tables of one service, for one kind of subject.
 *
 * @param column the usual name of the column that names the subject
 * @param columns of tables where it has another name
 * @param shared tables whose rows nobody owns, so that such a column in them means something else
 */
public record SubjectColumns(String column, Map<TableName, String> columns, Set<TableName> shared) {

    public SubjectColumns {
        columns = Map.copyOf(columns);
        shared = Set.copyOf(shared);
    }

    /** The name of the column that would name the subject in a table. */
    public String column(TableName table) {
        return columns.getOrDefault(table, column);
    }
}
