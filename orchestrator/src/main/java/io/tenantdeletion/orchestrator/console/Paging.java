package io.tenantdeletion.orchestrator.console;

import io.quarkus.qute.TemplateData;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.problem.ProblemType;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Where in a list a page is, and how to get to the others.
 *
 * @param path the list's address without query
 * @param query what it is filtered by, as a query without the page
 * @param page its number, from 1
 * @param size how many entries a page has at most
 * @param total how many entries there are
 */
@TemplateData
public record Paging(String path, String query, int page, int size, long total) {

    /** A page of a list that has one order. */
    static Paging of(String path, Map<String, String> filter, int page, int size, long total) {
        return of(path, filter, null, page, size, total);
    }

    /**
     * A page.
     *
     * @param sort what the list is ordered by
     */
    static Paging of(String path, Map<String, String> filter, String sort, int page, int size, long total) {
        Map<String, String> query = new LinkedHashMap<>(filter);
        query.put("sort", sort);
        return new Paging(path, query(query), page, size, total);
    }

    /** Parts of a query that are not empty, as they stand in an address. */
    static String query(Map<String, String> parts) {
        return parts.entrySet().stream()
                .filter(part -> part.getValue() != null && !part.getValue().isBlank())
                .map(part -> part.getKey() + "=" + URLEncoder.encode(part.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    /** The number of a page in an address; the first where there is none. */
    static int number(String page) {
        if (page == null || page.isBlank()) {
            return 1;
        }
        if (!page.matches("[1-9][0-9]{0,5}")) {
            throw new ProblemException(ProblemType.INVALID_REQUEST, "page takes a number from 1.");
        }
        return Integer.parseInt(page);
    }

    /** What is wrong with an address that nobody was given. */
    static ProblemException invalid(String parameter) {
        return new ProblemException(ProblemType.INVALID_REQUEST, "There is no such " + parameter + " here.");
    }

    /** How many pages there are, one at least. */
    public long pages() {
        return Math.max(1, (total + size - 1) / size);
    }

    public boolean hasNext() {
        return page < pages();
    }

    public boolean hasPrevious() {
        return page > 1;
    }

    /** The address of this page. */
    public String here() {
        return at(page);
    }

    public String next() {
        return at(page + 1);
    }

    public String previous() {
        return at(page - 1);
    }

    private String at(int number) {
        return path + "?" + (query.isEmpty() ? "" : query + "&") + "page=" + number;
    }
}
