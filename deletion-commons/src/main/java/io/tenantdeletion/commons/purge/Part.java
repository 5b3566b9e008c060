package io.tenantdeletion.commons.purge;

import java.util.List;
import java.util.Map;

/**
 * Rows of one table that are locked against new children, and whose keys are kept.
 *
 * @param numbers of the kept keys, by the columns they consist of, joined by commas
 * @param rows how many
 */
record Part(Map<String, Long> numbers, long rows) {

    /** No rows. */
    static final Part EMPTY = new Part(Map.of(), 0);

    boolean isEmpty() {
        return rows == 0;
    }

    /** The number of the kept keys of these columns. */
    long number(List<String> columns) {
        return numbers.get(String.join(",", columns));
    }
}
