package io.tenantdeletion.tenant.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/** An answer of the orchestrator that is not a success, read once. */
final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String retryAfter;
    private final String location;
    private final transient JsonNode body;

    private Refusal(Response answer, Throwable cause) {
        super("The orchestrator answered " + answer.getStatus(), cause);
        this.status = answer.getStatus();
        this.body = read(answer);
        this.retryAfter = answer.getHeaderString(HttpHeaders.RETRY_AFTER);
        this.location = answer.getHeaderString(HttpHeaders.LOCATION);
    }

    static Refusal of(WebApplicationException failure) {
        return new Refusal(failure.getResponse(), failure);
    }

    int status() {
        return status;
    }

    /** The body, or a missing node where it was not JSON. */
    JsonNode body() {
        return body;
    }

    /** The header {@code Retry-After}, or null. */
    String retryAfter() {
        return retryAfter;
    }

    /** The header {@code Location}, or null. */
    String location() {
        return location;
    }

    private static JsonNode read(Response answer) {
        try {
            JsonNode body = answer.readEntity(JsonNode.class);
            return body == null ? MissingNode.getInstance() : body;
        } catch (RuntimeException notJson) {
            return MissingNode.getInstance();
        }
    }
}
