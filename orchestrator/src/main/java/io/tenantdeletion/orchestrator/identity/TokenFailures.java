package io.tenantdeletion.orchestrator.identity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tenantdeletion.orchestrator.guard.CallException;
import io.tenantdeletion.orchestrator.guard.FailureKind;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Why there is no token. All that the OIDC client tells is a message: a fixed one without an answer, else the body of
 * the answer, which is the JSON of RFC 6749, section 5.2, where the request was refused.
 */
final class TokenFailures {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NO_ANSWER = "OIDC Server is not available";
    private static final Pattern CODE = Pattern.compile("[a-z_]{1,40}");

    /** Codes for what is the provider's own trouble, and may be over in a moment. */
    private static final Set<String> TROUBLE = Set.of("server_error", "temporarily_unavailable", "unknown_error");

    private TokenFailures() {}

    static CallException of(Throwable failure, String clientId) {
        String message = String.valueOf(failure.getMessage());
        if (message.equals(NO_ANSWER)) {
            return new CallException(FailureKind.UNREACHABLE, "no connection for a token, or it broke");
        }
        String code = code(message);
        if (code.isEmpty() || TROUBLE.contains(code)) {
            return new CallException(FailureKind.ERROR, "no token for the client " + clientId);
        }
        return new CallException(
                FailureKind.REFUSED,
                "no token for the client " + clientId + " (" + code + "); IDENTITY_CLIENT_ID and"
                        + " IDENTITY_CLIENT_SECRET must be those of a client with a service account");
    }

    private static String code(String body) {
        try {
            JsonNode answer = JSON.readTree(body);
            String code = answer == null ? "" : answer.path("error").asText();
            return CODE.matcher(code).matches() ? code : "";
        } catch (JsonProcessingException notJson) {
            return "";
        }
    }
}
