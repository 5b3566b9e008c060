package io.tenantdeletion.quickstart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;

/**
 * A certificate of erasure, as anybody checks one: by the published keys and nothing else.
 *
 * @param jws in compact serialization (RFC 7515), signed by Ed25519 (RFC 8037)
 * @param keys as a JSON Web Key Set
 */
record Certificate(String jws, JsonNode keys) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What comes before the 32 bytes of an Ed25519 key in DER (RFC 8410). */
    private static final String DER_PREFIX = "302a300506032b6570032100";

    /** What it says. */
    JsonNode payload() {
        return json(1);
    }

    /** Whether the key that it names has signed exactly this. */
    boolean isSigned() {
        for (JsonNode key : keys.path("keys")) {
            if (key.path("kid").equals(json(0).path("kid"))) {
                return isSignedBy(key);
            }
        }
        return false;
    }

    private boolean isSignedBy(JsonNode key) {
        try {
            String x = HexFormat.of().formatHex(decoded(key.path("x").asText()));
            PublicKey publicKey = KeyFactory.getInstance("Ed25519")
                    .generatePublic(new X509EncodedKeySpec(HexFormat.of().parseHex(DER_PREFIX + x)));
            Signature signature = Signature.getInstance("Ed25519");
            signature.initVerify(publicKey);
            signature.update(jws.substring(0, jws.lastIndexOf('.')).getBytes(StandardCharsets.US_ASCII));
            return signature.verify(decoded(part(2)));
        } catch (GeneralSecurityException malformed) {
            return false;
        }
    }

    private JsonNode json(int part) {
        try {
            return JSON.readTree(decoded(part(part)));
        } catch (IOException malformed) {
            throw new QuickstartException("The certificate cannot be read: " + jws, malformed);
        }
    }

    private String part(int index) {
        return jws.split("\\.", -1)[index];
    }

    private static byte[] decoded(String text) {
        return Base64.getUrlDecoder().decode(text);
    }
}
