package io.tenantdeletion.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** An identity provider: its keys, and tokens that it has really signed. */
public final class FakeIssuer implements AutoCloseable {

    /** The same for all tests: making one takes a second. */
    private static final KeyPair KEYS = keys();

    private final HttpServer server;

    /** Begins to publish its key. */
    public FakeIssuer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/.well-known/openid-configuration", call -> answer(call, Map.of("jwks_uri", url() + "/keys")));
        server.createContext("/keys", call -> answer(call, Map.of("keys", List.of(key()))));
        server.start();
    }

    private static KeyPair keys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Its name in tokens, and where it is. */
    public String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /** A token of somebody with these roles. */
    public String token(String... roles) throws GeneralSecurityException {
        String signed = part(Map.of("alg", "RS256", "kid", "1"))
                + "."
                + part(Map.of(
                        "iss",
                        url(),
                        "aud",
                        "tenant-deletion",
                        "exp",
                        Instant.now().getEpochSecond() + 600,
                        "realm_access",
                        Map.of("roles", List.of(roles))));
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(KEYS.getPrivate());
        signature.update(signed.getBytes(StandardCharsets.US_ASCII));
        return signed + "." + encoded(signature.sign());
    }

    private Map<String, String> key() {
        RSAPublicKey key = (RSAPublicKey) KEYS.getPublic();
        return Map.of(
                "kid",
                "1",
                "kty",
                "RSA",
                "n",
                encoded(key.getModulus().toByteArray()),
                "e",
                encoded(key.getPublicExponent().toByteArray()));
    }

    private static String part(Map<String, ?> content) {
        return encoded(Http.text(content).getBytes(StandardCharsets.UTF_8));
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static void answer(HttpExchange exchange, Map<String, ?> content) throws IOException {
        try (exchange) {
            byte[] bytes = Http.text(content).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
