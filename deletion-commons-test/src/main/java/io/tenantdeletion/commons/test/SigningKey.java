package io.tenantdeletion.commons.test;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.List;

/**
 * The issuer's key: one of two that everybody knows, because making one takes seconds without the optimising compiler.
 * Which, is kept in a system property, because a test resource and the tests it serves live in different class loaders
 * of one JVM.
 */
record SigningKey(PrivateKey privateKey, RSAPublicKey publicKey) {

    private static final String PROPERTY = "test.platform.signing-key";

    /** Two of the issuer, and one that it never publishes. */
    private static final List<SigningKey> KEYS = read();

    static SigningKey ofThisJvm() {
        return KEYS.get(Integer.getInteger(PROPERTY, 0));
    }

    /** A key that the issuer does not publish. */
    static SigningKey ofAStranger() {
        return KEYS.get(2);
    }

    /** The other key is the issuer's from now on. */
    static void replace() {
        System.setProperty(PROPERTY, String.valueOf(1 - Integer.getInteger(PROPERTY, 0)));
    }

    /** What tokens and the issuer call it. */
    String id() {
        return Integer.toHexString(publicKey.getModulus().hashCode());
    }

    private static List<SigningKey> read() {
        try (InputStream keys = SigningKey.class.getResourceAsStream("/signing-keys.txt")) {
            return new String(keys.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .map(key -> of(Base64.getDecoder().decode(key)))
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static SigningKey of(byte[] pkcs8) {
        try {
            KeyFactory factory = KeyFactory.getInstance("RSA");
            RSAPrivateCrtKey secret = (RSAPrivateCrtKey) factory.generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
            RSAPublicKeySpec open = new RSAPublicKeySpec(secret.getModulus(), secret.getPublicExponent());
            return new SigningKey(secret, (RSAPublicKey) factory.generatePublic(open));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
