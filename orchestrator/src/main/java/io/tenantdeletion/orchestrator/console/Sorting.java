package io.tenantdeletion.orchestrator.console;

import io.quarkus.qute.TemplateData;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a list is ordered by, and how to order it otherwise.
 *
 * @param path the list's address without query
 * @param filter what it is filtered by
 * @param by the column, with a minus in front where the last comes first
 */
@TemplateData
public record Sorting(String path, Map<String, String> filter, String by) {

    private static final String BACKWARDS = "-";

    /** How the list is ordered by this column, as {@code aria-sort} says it; null where it is not. */
    public String direction(String column) {
        return by.equals(column) ? "ascending" : by.equals(BACKWARDS + column) ? "descending" : null;
    }

    /** The address of the list by this column; the other way round where it is ordered by it already. */
    public String to(String column) {
        Map<String, String> query = new LinkedHashMap<>(filter);
        query.put("sort", by.equals(column) ? BACKWARDS + column : column);
        return path + "?" + Paging.query(query);
    }
}
