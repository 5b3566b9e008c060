package io.tenantdeletion.orchestrator.console;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * What somebody looks at before an entry is deleted.
 *
 * @param soft whether it would be closed, and not deleted for good
 * @param dependants what depends on it
 */
public record EntryDeletion(CatalogueEntry entry, boolean soft, List<Dependants> dependants) {

    static EntryDeletion of(String kind, String id, JsonNode preview) {
        return new EntryDeletion(
                new CatalogueEntry(kind, id, preview.path("entity_name").asText(), null),
                preview.path("deletion_type").asText().equals("soft"),
                StreamSupport.stream(preview.path("dependants").spliterator(), false)
                        .map(Dependants::of)
                        .toList());
    }

    /**
     * Entries that refer to it.
     *
     * @param detachable whether they can do without
     * @param first the names of the first few
     */
    public record Dependants(String kind, long count, boolean detachable, List<String> first) {

        private static Dependants of(JsonNode node) {
            return new Dependants(
                    node.path("kind").asText(),
                    node.path("count").asLong(),
                    node.path("detachable").asBoolean(),
                    node.path("first").findValuesAsText("name"));
        }
    }
}
