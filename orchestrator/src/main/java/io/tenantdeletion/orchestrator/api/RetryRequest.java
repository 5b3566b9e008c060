package io.tenantdeletion.orchestrator.api;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What may come with a retry.
 *
 * @param preview_token confirms anew what would be deleted, where that has drifted
 */
@Schema(name = "RetryRequest")
@RegisterForReflection // for the documentation
public record RetryRequest(
        @Schema(examples = "eyJpZCI6Ii4uLiJ9.c2lnbmF0dXJl") String preview_token) {

    private static final int LONGEST = 16384;

    /** The token in a body, which may be left out. */
    static String previewToken(String body) {
        if (body == null || body.isBlank()) {
            return null;
        }
        try {
            Object token = new JsonObject(body).getValue("preview_token");
            if (token == null || token instanceof String text && text.length() <= LONGEST) {
                return (String) token;
            }
        } catch (DecodeException malformed) {
            // Said below.
        }
        throw RequestParameters.invalid("The body is {\"preview_token\": \"…\"}, or left out.");
    }
}
