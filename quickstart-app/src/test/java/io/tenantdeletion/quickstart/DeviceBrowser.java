package io.tenantdeletion.quickstart;

import io.tenantdeletion.embedded.BakeryRealm.DemoUser;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a person does in a browser when a device asks for a login at Keycloak. */
final class DeviceBrowser {

    private static final Pattern FORM = Pattern.compile("<form[^>]*action=\"([^\"]+)\"");

    private static final Pattern HIDDEN = Pattern.compile("<input[^>]*type=\"hidden\"[^>]*>");
    private static final Pattern NAME = Pattern.compile("name=\"([^\"]*)\"");
    private static final Pattern VALUE = Pattern.compile("value=\"([^\"]*)\"");

    private static final int HOPS = 10;

    // By hand: Keycloak's cookies are for secure addresses, which a browser takes this machine's own for.
    private final Map<String, String> cookies = new HashMap<>();
    private final HttpClient client = HttpClient.newHttpClient();

    /** Logs in and agrees; the last page. */
    String login(String address, DemoUser user) {
        HttpResponse<String> login =
                send(HttpRequest.newBuilder(URI.create(address)).GET());
        HttpResponse<String> consent = submit(login, Map.of("username", user.username(), "password", user.password()));
        return submit(consent, Map.of("accept", "Yes")).body();
    }

    private HttpResponse<String> submit(HttpResponse<String> page, Map<String, String> fields) {
        Matcher form = FORM.matcher(page.body());
        if (!form.find()) {
            throw new AssertionError("No form: " + page.uri() + System.lineSeparator() + page.body());
        }
        Map<String, String> all = new HashMap<>(fields);
        HIDDEN.matcher(page.body())
                .results()
                .map(MatchResult::group)
                .forEach(input -> all.put(first(NAME, input), first(VALUE, input)));
        String body = all.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return send(HttpRequest.newBuilder(page.uri().resolve(form.group(1).replace("&amp;", "&")))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private static String first(Pattern pattern, String text) {
        Matcher found = pattern.matcher(text);
        return found.find() ? found.group(1).replace("&amp;", "&") : "";
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        HttpResponse<String> answer = sendOnce(request);
        for (int hop = 0; hop < HOPS && answer.statusCode() / 100 == 3; hop++) {
            String next = answer.headers().firstValue("Location").orElseThrow();
            answer = sendOnce(HttpRequest.newBuilder(answer.uri().resolve(next)).GET());
        }
        return answer;
    }

    private HttpResponse<String> sendOnce(HttpRequest.Builder request) {
        if (!cookies.isEmpty()) {
            request.header(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        try {
            HttpResponse<String> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            answer.headers().allValues("Set-Cookie").stream()
                    .map(cookie -> cookie.split(";", 2)[0].split("=", 2))
                    .forEach(cookie -> cookies.put(cookie[0], cookie[1]));
            return answer;
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
