package io.tenantdeletion.orchestrator.console;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Tenants that were found.
 *
 * @param tenants those of this page
 * @param query what was looked for, or empty
 * @param sorting what they are ordered by
 * @param first the address of the first page, where this is another one; or null
 * @param next the address of the next page, or null
 */
public record TenantList(List<TenantSummary> tenants, String query, Sorting sorting, String first, String next) {

    static final int PAGE_SIZE = 20;

    /** Of the form that makes a tenant: sent twice, it makes one. */
    public String newKey() {
        return UUID.randomUUID().toString();
    }

    /**
     * A page.
     *
     * @param found one more than a page has, which tells whether there is a next one
     * @param after the last tenant of the page before, or null
     */
    static TenantList of(List<TenantSummary> found, String path, String query, String sort, String after) {
        Map<String, String> here = new LinkedHashMap<>();
        here.put("q", query);
        Sorting sorting = new Sorting(path, Map.copyOf(here), sort);
        here.put("sort", sort);
        String first = path + "?" + Paging.query(here);
        boolean more = found.size() > PAGE_SIZE;
        List<TenantSummary> page = more ? found.subList(0, PAGE_SIZE) : found;
        String next = more ? first + "&after=" + page.get(PAGE_SIZE - 1).tenantId() : null;
        return new TenantList(page, query, sorting, after == null ? null : first, next);
    }
}
