package io.tenantdeletion.quickstart;

import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** What signs this platform's certificates: of its own, and gone with it. */
final class SigningKey {

    private SigningKey() {}

    /** A new Ed25519 key, PKCS #8 in Base64. */
    static String generate() {
        try {
            return Base64.getEncoder()
                    .encodeToString(KeyPairGenerator.getInstance("Ed25519")
                            .generateKeyPair()
                            .getPrivate()
                            .getEncoded());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
