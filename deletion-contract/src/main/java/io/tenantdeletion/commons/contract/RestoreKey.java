package io.tenantdeletion.commons.contract;

import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.problem.ProblemType;
import java.util.Base64;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Seals a restore log, and opens it again: 32 bytes, base64url without padding. Whoever destroys it destroys the log.
 *
 * @param text as it is sent
 */
@Schema(type = SchemaType.STRING, minLength = 43, maxLength = 43)
public record RestoreKey(String text) {

    private static final int BYTES = 32;
    private static final int CHARACTERS = 43;

    /** Fails with a 400 problem where the text is no key; it is not repeated there. */
    public RestoreKey {
        if (text.length() != CHARACTERS || !isBase64(text)) {
            throw new ProblemException(
                    ProblemType.INVALID_REQUEST,
                    DeletionHeaders.RESTORE_KEY + " must be 32 bytes, base64url without padding.");
        }
    }

    private static boolean isBase64(String text) {
        try {
            return Base64.getUrlDecoder().decode(text).length == BYTES;
        } catch (IllegalArgumentException other) {
            return false;
        }
    }

    /** Not for anybody's log. */
    @Override
    public String toString() {
        return "RestoreKey[]";
    }
}
