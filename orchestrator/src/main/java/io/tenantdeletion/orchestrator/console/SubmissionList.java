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
public record SubmissionList(String status, List<SubmissionView> submissions, Sorting sorting, Paging pages) {

    static final String OLDEST_FIRST = "submitted_at";

    static final List<String> STATUSES = List.of("pending", "approved", "rejected", "withdrawn");

    static SubmissionList of(String path, String status, String sort, JsonNode page) {
        Map<String, String> filter = Map.of("status", status);
        return new SubmissionList(
                status,
                StreamSupport.stream(page.path("items").spliterator(), false)
                        .map(SubmissionView::of)
                        .toList(),
                new Sorting(path, filter, sort),
                Paging.of(
                        path,
                        filter,
                        sort,
                        page.path("page").asInt(),
                        page.path("page_size").asInt(),
                        page.path("total").asLong()));
    }

    /** What there is to choose from. */
    public List<String> statuses() {
        return STATUSES;
    }
}
