package io.tenantdeletion.commons.plan;

import io.tenantdeletion.commons.catalog.TableName;

/**
 * One thing that keeps a service from deleting completely and safely, or that a person should know.
 *
 * @param code what kind of thing
 * @param table where it is, or null where it is no table's
 * @param detail what is wrong
 * @param remedy how it is mended
 */
public record Violation(FindingCode code, TableName table, String detail, String remedy) {

    /** In one line. */
    @Override
    public String toString() {
        return detail + " " + remedy;
    }
}
