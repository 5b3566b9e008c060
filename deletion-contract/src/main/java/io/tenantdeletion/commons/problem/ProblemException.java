package io.tenantdeletion.commons.problem;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A failure the caller is meant to see. Thrown where the problem is understood; {@link ProblemMappers} turns it into
 * the answer. It extends {@link WebApplicationException} so that a parameter converter may throw it.
 */
public class ProblemException extends WebApplicationException {

    private static final long serialVersionUID = 1L;

    private final transient ProblemType type;
    private final transient Map<String, Object> extensions;
    private final transient Map<String, String> headers;

    public ProblemException(ProblemType type, String detail) {
        this(type, detail, Map.of(), Map.of());
    }

    /**
     * @param detail what is wrong this time; shown to the caller
     * @param extensions further members of the problem, in snake_case
     * @param headers response headers, such as {@code Location}
     */
    public ProblemException(ProblemType type, String detail, Map<String, ?> extensions, Map<String, String> headers) {
        super(detail, Response.status(type.status()).build());
        this.type = type;
        this.extensions = new LinkedHashMap<>(extensions);
        this.headers = Map.copyOf(headers);
    }

    /** The kind of problem. */
    public ProblemType type() {
        return type;
    }

    /** Further members of the problem. */
    public Map<String, Object> extensions() {
        return Map.copyOf(extensions);
    }

    /** The path of a request, for {@code instance}; null where what was sent is not a URI. */
    public static URI instance(UriInfo request) {
        try {
            return URI.create(request.getRequestUri().getRawPath());
        } catch (RuntimeException notAUri) {
            return null;
        }
    }

    /** The answer for this problem at the given path. */
    public Response toResponse(URI instance) {
        Response.ResponseBuilder answer = Response.status(type.status())
                .type(Problem.MEDIA_TYPE)
                .entity(Problem.of(type, getMessage(), instance, extensions));
        headers.forEach(answer::header);
        return answer.build();
    }
}
