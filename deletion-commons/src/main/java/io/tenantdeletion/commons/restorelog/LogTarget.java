package io.tenantdeletion.commons.restorelog;

import io.tenantdeletion.commons.catalog.TableName;
import io.tenantdeletion.commons.contract.RestoreKey;
import io.tenantdeletion.commons.sql.RowImage;
import io.tenantdeletion.commons.sql.SqlStatements;
import java.util.Map;

/**
 * Where a purge call writes what it removes.
 *
 * @param window the number of the restore window
 * @param key seals
 * @param images what rows consist of
 */
public record LogTarget(long window, RestoreKey key, Map<TableName, RowImage> images) {

    /** Parameters of the statements that log. */
    public Map<String, Object> parameters() {
        return Map.of(SqlStatements.LOG_WINDOW, window, SqlStatements.LOG_KEY, key.text());
    }
}
