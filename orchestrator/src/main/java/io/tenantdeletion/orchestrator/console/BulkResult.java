package io.tenantdeletion.orchestrator.console;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * What became of each of many.
 *
 * @param submissions whether they are submissions, or else entries of the catalogue
 * @param back the list that they were chosen from
 */
public record BulkResult(boolean submissions, String back, List<One> results) {

    /**
     * One of them.
     *
     * @param done whether it was done
     * @param message what became of it
     */
    public record One(String id, boolean done, String message) {}

    static BulkResult ofSubmissions(String back, JsonNode answer) {
        return new BulkResult(true, back, results(answer));
    }

    static BulkResult ofEntries(String back, JsonNode answer) {
        return new BulkResult(false, back, results(answer));
    }

    private static List<One> results(JsonNode answer) {
        return StreamSupport.stream(answer.path("results").spliterator(), false)
                .map(each -> new One(
                        each.path("id").asText(),
                        each.path("status").asInt() < 300,
                        each.hasNonNull("message")
                                ? each.get("message").asText()
                                : each.path("problem").path("title").asText() + ". "
                                        + each.path("problem").path("detail").asText()))
                .toList();
    }
}
