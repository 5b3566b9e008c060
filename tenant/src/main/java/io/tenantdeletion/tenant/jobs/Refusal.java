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
    private final transient JsonNode body;

    Refusal(int status, JsonNode body, String retryAfter, Throwable cause) {
        super("The orchestrator answered " + status, cause);
        this.status = status;
        this.body = body;
        this.retryAfter = retryAfter;
    }

    static Refusal of(WebApplicationException failure) {
        Response answer = failure.getResponse();
        return new Refusal(answer.getStatus(), read(answer), answer.getHeaderString(HttpHeaders.RETRY_AFTER), failure);
    }

    int status() {
        return status;
    }

    /** The body, or a missing node where it was not JSON. */
    JsonNode body() {
        return body;
    }

    String retryAfter() {
        return retryAfter;
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
