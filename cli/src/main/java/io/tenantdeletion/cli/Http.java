package io.tenantdeletion.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/** Requests and their answers, as JSON. */
public final class Http {

    static final HttpClient CLIENT =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    private Http() {}

    /**
     * An answer of whatever status.
     *
     * @param type its media type; empty where it has none
     * @param body missing where it is no JSON
     * @param text as it came
     */
    public record Answer(int status, String type, JsonNode body, String text) {}

    /** Sends a form. */
    static Answer form(String uri, Map<String, String> fields) {
        return send(HttpRequest.newBuilder(URI.create(uri))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(encoded(fields))));
    }

    /** Fields as a query or a form has them. */
    static String encoded(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    /** Sends a request; fails with {@link UnavailableException} where nobody answers. */
    public static Answer send(HttpRequest.Builder builder) {
        return send(builder, "application/json, application/problem+json");
    }

    /** Sends a request whose answer is to be of this type; problems are JSON in any case. */
    static Answer send(HttpRequest.Builder builder, String type) {
        HttpRequest request = builder.header("Accept", type).timeout(TIMEOUT).build();
        try {
            HttpResponse<String> response = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
            return new Answer(
                    response.statusCode(),
                    response.headers().firstValue("Content-Type").orElse(""),
                    json(response.body()),
                    response.body());
        } catch (IOException failure) {
            String reason = failure.getMessage() == null ? "no connection" : failure.getMessage();
            throw new UnavailableException(request.uri() + " cannot be reached: " + reason + ".");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new CommandFailedException("Interrupted.");
        }
    }

    /** Whether the same call may succeed a moment later. */
    static boolean isUnavailable(int status) {
        return status == 408 || status == 429 || status == 502 || status == 503 || status == 504;
    }

    /** What went wrong, in the words of the answer. */
    public static String problem(Answer answer) {
        String title = answer.body().path("title").asText();
        String detail = answer.body().path("detail").asText();
        return title.isEmpty() && detail.isEmpty()
                ? "status " + answer.status()
                : title + (detail.isEmpty() ? "" : ". " + detail);
    }

    /** For people. */
    public static String pretty(JsonNode json) {
        return json.toPrettyString();
    }

    /** As JSON. */
    public static String text(Map<String, ?> body) {
        return JSON.valueToTree(body).toString();
    }

    static JsonNode json(String text) {
        try {
            JsonNode json = JSON.readTree(text);
            return json == null ? MissingNode.getInstance() : json;
        } catch (IOException noJson) {
            return MissingNode.getInstance();
        }
    }
}
