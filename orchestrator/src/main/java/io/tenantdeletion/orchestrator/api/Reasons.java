package io.tenantdeletion.orchestrator.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.tenantdeletion.commons.web.RequestJson;
import jakarta.inject.Singleton;
import java.util.regex.Pattern;

/**
 * Reads the reason in a body that may be empty. By hand, because a body that is left out comes with any media type or
 * none, and would otherwise be refused for it.
 */
@Singleton
class Reasons {

    private static final int LONGEST = 1000;
    private static final Pattern TEXT = Pattern.compile(StartDeletion.TEXT);

    private final RequestJson json;

    Reasons(RequestJson json) {
        this.json = json;
    }

    /**
     * The reason in this body, or null where it names none.
     *
     * @throws io.tenantdeletion.commons.problem.ProblemException 400 where the body is something else
     */
    String in(String body) {
        if (body == null || body.isBlank()) {
            return null;
        }
        Reason read = parse(body);
        String reason = read == null ? null : read.reason();
        if (reason != null
                && (reason.length() > LONGEST || !TEXT.matcher(reason).matches())) {
            throw RequestParameters.invalid("reason takes up to 1000 characters, none of them control characters.");
        }
        return reason;
    }

    /** The reason in a body that must have one. */
    String required(String body) {
        String reason = in(body);
        if (reason == null || reason.isBlank()) {
            throw RequestParameters.invalid("reason says why; it is kept with the job.");
        }
        return reason;
    }

    private Reason parse(String body) {
        try {
            return json.mapper().readValue(body, Reason.class);
        } catch (JsonProcessingException malformed) {
            throw RequestParameters.invalid("The body is {\"reason\": \"…\"}, or left out.");
        }
    }
}
