package io.tenantdeletion.orchestrator.console;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/**
 * A page of submissions.
 *
 * @param status which of them, or empty
 */
public record SubmissionList(String status, List<SubmissionView> submissions, Paging pages) {

    static final List<String> STATUSES = List.of("pending", "approved", "rejected", "withdrawn");

    static SubmissionList of(String path, String status, JsonNode page) {
        return new SubmissionList(
                status,
                StreamSupport.stream(page.path("items").spliterator(), false)
                        .map(SubmissionView::of)
                        .toList(),
                Paging.of(
                        path,
                        Map.of("status", status),
                        page.path("page").asInt(),
                        page.path("page_size").asInt(),
                        page.path("total").asLong()));
    }

    /** What there is to choose from. */
    public List<String> statuses() {
        return STATUSES;
    }
}
