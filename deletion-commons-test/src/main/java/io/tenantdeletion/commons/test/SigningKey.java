package io.tenantdeletion.commons.test;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;

/**
 * The issuer's key. Kept in a system property, because a test resource and the tests it serves live in different class
 * loaders of one JVM.
 */
record SigningKey(PrivateKey privateKey, RSAPublicKey publicKey) {

    private static final String PROPERTY = "test.platform.signing-key";

    static SigningKey ofThisJvm() {
        String stored = System.getProperty(PROPERTY);
        return stored == null ? replace() : read(Base64.getDecoder().decode(stored));
    }

    /** The key of this JVM from now on. */
    static SigningKey replace() {
        String fresh =
                Base64.getEncoder().encodeToString(generate().getPrivate().getEncoded());
        System.setProperty(PROPERTY, fresh);
        return read(Base64.getDecoder().decode(fresh));
    }

    /** What tokens and the issuer call it. */
    String id() {
        return Integer.toHexString(publicKey.getModulus().hashCode());
    }

    static KeyPair generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static SigningKey read(byte[] pkcs8) {
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
