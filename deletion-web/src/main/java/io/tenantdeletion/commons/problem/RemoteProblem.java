package io.tenantdeletion.commons.problem;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Problems that another part of the system answered, to be passed on to whoever asked us. */
public final class RemoteProblem {

    private static final Set<String> STANDARD = Set.of("type", "title", "status", "detail", "instance");

    private RemoteProblem() {}

    /** The problem in the answer behind a failed call; empty where there was none, or one that is not ours. */
    public static Optional<ProblemException> of(Throwable failure) {
        if (!(failure instanceof WebApplicationException refused)) {
            return Optional.empty();
        }
        Response answer = refused.getResponse();
        return read(answer)
                .flatMap(body ->
                        of(answer.getStatus(), body, retryAfter(answer.getHeaderString(HttpHeaders.RETRY_AFTER))));
    }

    /**
     * A problem from its parts.
     *
     * @param headers what to answer with it
     * @return empty where the body is none of our problems
     */
    public static Optional<ProblemException> of(int status, JsonNode body, Map<String, String> headers) {
        String type = body.path("type").asText();
        if (!type.startsWith(ProblemType.PREFIX)) {
            return Optional.empty();
        }
        Map<String, Object> extensions = new LinkedHashMap<>();
        body.properties().stream()
                .filter(member -> !STANDARD.contains(member.getKey()))
                .forEach(member -> extensions.put(member.getKey(), member.getValue()));
        return Optional.of(new ProblemException(
                new ProblemType(
                        type.substring(ProblemType.PREFIX.length()),
                        status,
                        body.path("title").asText()),
                body.path("detail").asText(null),
                extensions,
                headers));
    }

    private static Map<String, String> retryAfter(String value) {
        return value == null ? Map.of() : Map.of(HttpHeaders.RETRY_AFTER, value);
    }

    private static Optional<JsonNode> read(Response answer) {
        try {
            return Optional.ofNullable(answer.readEntity(JsonNode.class));
        } catch (RuntimeException notJson) {
            return Optional.empty();
        }
    }
}
