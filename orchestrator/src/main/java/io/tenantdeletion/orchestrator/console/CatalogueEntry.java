package io.tenantdeletion.orchestrator.console;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * An entry of the catalogue.
 *
 * @param kind its kind, by path name
 * @param name what it is called
 * @param status its status, or null where its kind has none
 */
public record CatalogueEntry(String kind, String id, String name, String status) {

    static List<CatalogueEntry> of(String kind, JsonNode page) {
        return StreamSupport.stream(page.path("items").spliterator(), false)
                .map(item -> new CatalogueEntry(
                        kind,
                        item.path("id").asText(),
                        item.path(item.has("name") ? "name" : "text").asText(),
                        item.hasNonNull("status") ? item.get("status").asText() : null))
                .toList();
    }

    public boolean isClosed() {
        return "closed".equals(status);
    }

    /** Its address in the console. */
    public String address() {
        return "/console/catalogue/" + kind + "/" + id;
    }
}
