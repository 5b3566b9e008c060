package io.tenantdeletion.commons.fence;

import io.tenantdeletion.commons.catalog.TableName;
import java.util.List;

/**
 * What a table's triggers depend on.
 *
 * @param members the table itself and, of a partitioned one, every partition at every level
 * @param isSubscribed whether logical replication writes to one of them
 * @param hasTriggersBeforeUpdates whether somebody's triggers may change a row that is updated
 */
record StoredTable(List<TableName> members, boolean isSubscribed, boolean hasTriggersBeforeUpdates) {

    StoredTable {
        members = List.copyOf(members);
    }
}
