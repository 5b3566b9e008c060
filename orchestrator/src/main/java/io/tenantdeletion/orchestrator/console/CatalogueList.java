package io.tenantdeletion.orchestrator.console;

import java.util.List;

/**
 * A page of one kind of entries.
 *
 * @param kind the kind that is shown
 * @param query what is in the names
 */
public record CatalogueList(String kind, String query, List<CatalogueEntry> entries, Paging pages) {

    /** What there is to choose from. */
    public List<String> kinds() {
        return Catalogue.KINDS;
    }
}
