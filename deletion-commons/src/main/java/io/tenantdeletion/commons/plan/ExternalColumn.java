package io.tenantdeletion.commons.plan;

import io.tenantdeletion.commons.catalog.TableName;
import java.util.Optional;

/**
 * A column whose values name something outside the database that goes with its row.
 *
 * @param store where that is
 * @param tenant how the tenant of a row is found, where the rows that are deleted may be of several; empty where it is
 *     the subject, or there is none
 */
public record ExternalColumn(TableName table, String column, String store, Optional<SubjectPath> tenant) {

    /** The same, of rows whose tenant is found so. */
    public ExternalColumn of(Optional<SubjectPath> path) {
        return new ExternalColumn(table, column, store, path);
    }
}
