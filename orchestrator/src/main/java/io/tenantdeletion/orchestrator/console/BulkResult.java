package io.tenantdeletion.orchestrator.console;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.StreamSupport;

/** What became of each of many. */
public record BulkResult(List<One> results) {

    /**
     * One of them.
     *
     * @param done whether it was done
     * @param message what became of it
     */
    public record One(String id, boolean done, String message) {}

    static BulkResult of(JsonNode answer) {
        return new BulkResult(StreamSupport.stream(answer.path("results").spliterator(), false)
                .map(each -> new One(
                        each.path("id").asText(),
                        each.path("status").asInt() < 300,
                        each.hasNonNull("message")
                                ? each.get("message").asText()
                                : each.path("problem").path("title").asText() + ". "
                                        + each.path("problem").path("detail").asText()))
                .toList());
    }
}
