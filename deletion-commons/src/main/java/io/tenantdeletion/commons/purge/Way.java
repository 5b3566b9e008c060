package io.tenantdeletion.commons.purge;

import io.tenantdeletion.commons.catalog.ForeignKey;
import io.tenantdeletion.commons.sql.RemovedKeys;
import java.util.Map;

/**
 * How a step's rows are found.
 *
 * @param toParents by this key, from parents that are locked; null where all of the step's rows are found at once
 * @param part the number of these parents' kept keys
 */
record Way(ForeignKey toParents, long part) {

    /** All rows of a step. */
    static final Way ALL = new Way(null, 0);

    /** What a statement that finds rows in this way has for parameters. */
    Map<String, Object> parameters() {
        return toParents == null ? Map.of() : Map.of(RemovedKeys.PARENTS, part);
    }
}
