package io.tenantdeletion.commons.test;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;

/**
 * An OpenID Connect issuer on loopback: discovery, keys, and a token endpoint for client credentials. Small on purpose;
 * what it signs is checked by the same code as in production. A test can have it change its keys, or take it away.
 */
public final class TestIssuer implements AutoCloseable {

    private static final String REALM = "/realms/test";
    private static final String AWAY = "test.platform.issuer-away";

    private final HttpServer server;

    TestIssuer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        serve("/.well-known/openid-configuration", this::discovery);
        serve("/keys", this::keys);
        serve("/token", this::token);
        server.start();
    }

    /** From now on tokens are signed by a new key, and the old one is not published any more. */
    public static void changeKeys() {
        SigningKey.replace();
    }

    /** Breaks every connection without an answer, until {@link #comeBack}. */
    public static void goAway() {
        System.setProperty(AWAY, "true");
    }

    /** Answers again. */
    public static void comeBack() {
        System.clearProperty(AWAY);
    }

    String url() {
        return "http://localhost:" + server.getAddress().getPort() + REALM;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void serve(String path, java.util.function.Supplier<String> body) {
        server.createContext(REALM + path, exchange -> answer(exchange, body.get()));
    }

    private String discovery() {
        return """
                {"issuer": "%1$s", "jwks_uri": "%1$s/keys", "token_endpoint": "%1$s/token",
                 "authorization_endpoint": "%1$s/auth", "response_types_supported": ["code"],
                 "subject_types_supported": ["public"], "id_token_signing_alg_values_supported": ["RS256"]}
                """.formatted(url());
    }

    private String keys() {
        SigningKey key = SigningKey.ofThisJvm();
        RSAPublicKey publicKey = key.publicKey();
        return """
                {"keys": [{"kty": "RSA", "use": "sig", "alg": "RS256", "kid": "%s", "n": "%s", "e": "%s"}]}
                """.formatted(key.id(), unsigned(publicKey.getModulus()), unsigned(publicKey.getPublicExponent()));
    }

    private String token() {
        return """
                {"access_token": "%s", "token_type": "Bearer", "expires_in": 600}
                """.formatted(Tokens.issued());
    }

    private static String unsigned(BigInteger number) {
        byte[] bytes = number.toByteArray();
        int start = bytes[0] == 0 ? 1 : 0;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOfRange(bytes, start, bytes.length));
    }

    private static void answer(HttpExchange exchange, String body) throws IOException {
        try (exchange) {
            if (Boolean.getBoolean(AWAY)) {
                return;
            }
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
