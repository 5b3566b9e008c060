package io.tenantdeletion.orchestrator.console;

import java.util.Comparator;
import java.util.Map;

/**
 * What a short list is ordered by, in memory.
 *
 * @param columns the orders by the columns' names in an address
 */
record ColumnOrder<T>(Map<String, Comparator<T>> columns) {

    /** The order with this name in an address; fails with a 400 problem where there is none. */
    Comparator<T> named(String parameter) {
        boolean backwards = parameter.startsWith("-");
        Comparator<T> order = columns.get(backwards ? parameter.substring(1) : parameter);
        if (order == null) {
            throw Paging.invalid("sort");
        }
        return backwards ? order.reversed() : order;
    }
}
