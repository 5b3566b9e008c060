package io.tenantdeletion.quickstart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tenantdeletion.embedded.Loopback;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Takes what a webhook is told, as a receiver would: it believes nothing whose signature is wrong. */
final class WebhookReceiver implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String HMAC = "HmacSHA256";
    private static final int TAKEN = 204;
    private static final int NOT_BELIEVED = 401;

    private final List<JsonNode> events = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private volatile String secret = "";

    WebhookReceiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(Loopback.ADDRESS, 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException("No port for a webhook's receiver", e);
        }
        server.createContext("/", this::receive);
        server.start();
    }

    String url() {
        return "http://" + Loopback.ADDRESS + ":" + server.getAddress().getPort() + "/deletions";
    }

    /** From now on only what is signed with this is believed. */
    void expect(String signedWith) {
        secret = signedWith;
    }

    /** The events about a tenant or user, in the order in which they came. */
    List<JsonNode> about(Object subject) {
        return events.stream()
                .filter(event -> event.path("subject").asText().equals(subject.toString()))
                .toList();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void receive(HttpExchange call) throws IOException {
        String body = new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        boolean genuine = isGenuine(call.getRequestHeaders(), body);
        if (genuine) {
            events.add(JSON.readTree(body));
        }
        call.sendResponseHeaders(genuine ? TAKEN : NOT_BELIEVED, -1);
        call.close();
    }

    private boolean isGenuine(Headers headers, String body) {
        String signed = headers.getFirst("webhook-id") + "." + headers.getFirst("webhook-timestamp") + "." + body;
        byte[] expected = ("v1," + hmac(signed)).getBytes(StandardCharsets.UTF_8);
        return Arrays.stream(
                        String.valueOf(headers.getFirst("webhook-signature")).split(" "))
                .anyMatch(one -> MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), expected));
    }

    private String hmac(String signed) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.replaceFirst("^whsec_", "")), HMAC));
            return Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalStateException(e);
        }
    }
}
