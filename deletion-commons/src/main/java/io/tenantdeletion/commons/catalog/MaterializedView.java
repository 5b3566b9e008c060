package io.tenantdeletion.commons.catalog;

import java.util.List;

/**
 * A copy of rows that no deletion of rows changes.
 *
 * @param name schema and name
 * @param tables those of the schemas read that it copies from, directly or through views
 */
public record MaterializedView(TableName name, List<TableName> tables) {

    public MaterializedView {
        tables = List.copyOf(tables);
    }
}
