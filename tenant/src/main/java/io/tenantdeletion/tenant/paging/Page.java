package io.tenantdeletion.tenant.paging;

import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jboss.resteasy.reactive.RestResponse;

/**
 * Part of a list.
 *
 * @param entries at most as many as were wished for
 * @param next where the next part begins, or null where nothing follows
 */
public record Page<T>(List<T> entries, PageParameters next) {

    /**
     * A part, from one entry more than was wished for.
     *
     * @param found at most {@code parameters.limit() + 1} entries, in order
     * @param id what the list is ordered by
     */
    public static <T> Page<T> of(PageParameters parameters, List<T> found, Function<T, UUID> id) {
        if (found.size() <= parameters.limit()) {
            return new Page<>(found, null);
        }
        List<T> entries = found.subList(0, parameters.limit());
        return new Page<>(entries, new PageParameters(id.apply(entries.get(entries.size() - 1)), parameters.limit()));
    }

    /** The same part, with every entry made into something else. */
    public <R> Page<R> map(Function<T, R> each) {
        return new Page<>(entries.stream().map(each).toList(), next);
    }

    /** The entries, and the address of the next part in {@code Link} (RFC 8288). */
    public RestResponse<List<T>> at(String path) {
        RestResponse.ResponseBuilder<List<T>> answer = RestResponse.ResponseBuilder.ok(entries);
        if (next != null) {
            String address =
                    path + (path.contains("?") ? "" : "?") + "after=" + next.after() + "&limit=" + next.limit();
            answer.header(HttpHeaders.LINK, "<" + address + ">; rel=\"next\"");
        }
        return answer.build();
    }
}
