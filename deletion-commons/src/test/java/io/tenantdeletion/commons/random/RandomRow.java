package io.tenantdeletion.commons.random;

import java.util.Map;

/**
 * A row.
 *
 * @param owner number of its tenant, or one of the constants
 * @param values as text, by column; computed columns have none
 */
record RandomRow(int owner, Map<String, String> values) {

    /** Nobody's, in a table of tenants' rows. */
    static final int NOBODY = -1;

    /** Of a shared table. */
    static final int SHARED = -2;

    /** What the payload of every row of this owner begins with. */
    static String mark(int owner) {
        return "owner " + owner + ":";
    }

    boolean hasAll(Iterable<String> columns) {
        for (String column : columns) {
            if (values.get(column) == null) {
                return false;
            }
        }
        return true;
    }
}
