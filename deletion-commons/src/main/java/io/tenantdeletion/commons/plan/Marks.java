package io.tenantdeletion.commons.plan;

import io.tenantdeletion.commons.catalog.TableName;
import java.util.Map;

/**
 * The marks of a set of tables.
 *
 * @param tenantColumn the usual name of a tenant column, such as {@code tenant_id}
 * @param byTable a mark for every table somebody answers for
 */
public record Marks(String tenantColumn, Map<TableName, Mark> byTable) {

    public Marks {
        byTable = Map.copyOf(byTable);
    }

    Mark of(TableName table) {
        return byTable.getOrDefault(table, new Mark.None());
    }
}
