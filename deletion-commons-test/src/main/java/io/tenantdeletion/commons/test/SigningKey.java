package io.tenantdeletion.commons.test;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The issuer's key. Kept in a system property, because a test resource and the tests it serves live in different class
 * loaders of one JVM.
 */
record SigningKey(PrivateKey privateKey, RSAPublicKey publicKey) {

    private static final String ISSUER = "test.platform.signing-key";
    private static final String STRANGER = "test.platform.stranger-key";

    /** What was read before, by what it was read from. */
    private static final Map<String, SigningKey> READ = new ConcurrentHashMap<>();

    static SigningKey ofThisJvm() {
        return kept(ISSUER);
    }

    /** A key that the issuer does not publish. */
    static SigningKey ofAStranger() {
        return kept(STRANGER);
    }

    /** Another key of this JVM from now on. */
    static void replace() {
        System.setProperty(ISSUER, generate());
    }

    // Making one takes a second or more where the optimising compiler is off.
    private static synchronized SigningKey kept(String property) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, generate());
        }
        return READ.computeIfAbsent(
                System.getProperty(property), key -> read(Base64.getDecoder().decode(key)));
    }

    /** What tokens and the issuer call it. */
    String id() {
        return Integer.toHexString(publicKey.getModulus().hashCode());
    }

    private static String generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return Base64.getEncoder()
                    .encodeToString(generator.generateKeyPair().getPrivate().getEncoded());
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
