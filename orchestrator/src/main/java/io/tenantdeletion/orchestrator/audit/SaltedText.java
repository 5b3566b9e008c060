package io.tenantdeletion.orchestrator.audit;

import java.nio.charset.StandardCharsets;

/**
 * A text of a line that is in the line's hash as a digest only, so that it can be erased.
 *
 * @param text null where there was none, or where it has been erased
 * @param salt null where the text is
 * @param digest SHA-256 of salt and text, in hex; null where there was no text
 */
record SaltedText(String text, byte[] salt, String digest) {

    /** Whether it is what was written down, or was erased together with its salt. */
    boolean isWhole() {
        if (text == null) {
            return salt == null;
        }
        return salt != null
                && Sha256.hex(salt, text.getBytes(StandardCharsets.UTF_8)).equals(digest);
    }
}
