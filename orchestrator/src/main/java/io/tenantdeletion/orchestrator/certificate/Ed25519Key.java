package io.tenantdeletion.orchestrator.certificate;

import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;

/** A key that signs as JWS in compact form with {@code EdDSA} (RFC 8037), by what the JDK has. */
public final class Ed25519Key {

    private static final String ALGORITHM = "Ed25519";
    private static final int LENGTH = 32;
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final String kid;
    private final PrivateKey signer;
    private final PublicKey verifier;

    private Ed25519Key(String kid, PrivateKey signer, PublicKey verifier) {
        this.kid = kid;
        this.signer = signer;
        this.verifier = verifier;
    }

    /** Reads a key; fails where it is none, without repeating it. */
    static Ed25519Key of(CertificateConfig.Key config) {
        try {
            KeyFactory factory = KeyFactory.getInstance(ALGORITHM);
            if (config.privateKey().isPresent()) {
                PrivateKey key = factory.generatePrivate(
                        new PKCS8EncodedKeySpec(binary(config.privateKey().get())));
                return new Ed25519Key(config.kid(), config.retired() ? null : key, publicOf(key));
            }
            if (config.retired() && config.publicKey().isPresent()) {
                return new Ed25519Key(
                        config.kid(),
                        null,
                        factory.generatePublic(
                                new X509EncodedKeySpec(binary(config.publicKey().get()))));
            }
        } catch (GeneralSecurityException | IllegalArgumentException unreadable) {
            throw new IllegalStateException(
                    "The configuration is wrong: the key " + config.kid()
                            + " of deletion.certificate.keys is no Ed25519 key in PKCS #8, or X.509 where it is public",
                    unreadable);
        }
        throw new IllegalStateException("The configuration is wrong: the key " + config.kid()
                + " of deletion.certificate.keys has no private-key, nor is it retired with a public-key");
    }

    /** Its name. */
    public String kid() {
        return kid;
    }

    boolean signs() {
        return signer != null;
    }

    /** Signs; the payload stands in the result byte for byte. */
    String sign(String payload) {
        String header = new JsonObject().put("alg", "EdDSA").put("kid", kid).encode();
        String signed = base64(header.getBytes(StandardCharsets.UTF_8)) + "."
                + base64(payload.getBytes(StandardCharsets.UTF_8));
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(signer);
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + base64(signature.sign());
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("The key " + kid + " does not sign", broken);
        }
    }

    PublicKeys.PublicKey published() {
        // The last bytes of its encoding are the key itself.
        byte[] encoded = verifier.getEncoded();
        byte[] x = Arrays.copyOfRange(encoded, encoded.length - LENGTH, encoded.length);
        return new PublicKeys.PublicKey("OKP", ALGORITHM, "sig", "EdDSA", kid, base64(x));
    }

    /** The generator makes a key pair of the bytes it is given for random ones: so it tells the other half. */
    private static PublicKey publicOf(PrivateKey key) throws GeneralSecurityException {
        byte[] secret = ((EdECPrivateKey) key).getBytes().orElseThrow();
        KeyPairGenerator generator = KeyPairGenerator.getInstance(ALGORITHM);
        generator.initialize(LENGTH * Byte.SIZE - 1, new Repeating(secret));
        return generator.generateKeyPair().getPublic();
    }

    private static byte[] binary(String text) {
        return Base64.getMimeDecoder()
                .decode(text.replaceAll("-----[A-Z ]+-----", "").replace("\\n", ""));
    }

    private static String base64(byte[] bytes) {
        return BASE64.encodeToString(bytes);
    }

    /** Gives the same bytes again and again. */
    private static final class Repeating extends SecureRandom {

        private static final long serialVersionUID = 1L;

        private final byte[] bytes;

        private Repeating(byte[] bytes) {
            this.bytes = bytes.clone();
        }

        @Override
        public void nextBytes(byte[] target) {
            System.arraycopy(bytes, 0, target, 0, target.length);
        }
    }
}
