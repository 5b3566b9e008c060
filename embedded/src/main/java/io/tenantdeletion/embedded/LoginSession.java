package io.tenantdeletion.embedded;

import io.tenantdeletion.embedded.BakeryRealm.DemoUser;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a person's browser does at the login of the embedded Keycloak: follows redirects, keeps cookies by server and
 * fills in forms. Not for several threads.
 */
public final class LoginSession {

    private static final Pattern FORM = Pattern.compile("<form[^>]*action=\"([^\"]+)\"");
    private static final Pattern HIDDEN = Pattern.compile("<input[^>]*type=\"hidden\"[^>]*>");
    private static final Pattern NAME = Pattern.compile("name=\"([^\"]*)\"");
    private static final Pattern VALUE = Pattern.compile("value=\"([^\"]*)\"");
    private static final Duration TIMEOUT = Duration.ofMinutes(1);
    private static final int HOPS = 12;

    // By hand: Keycloak's cookies are for secure addresses, which a browser takes this machine's own for.
    private final Map<Integer, Map<String, String>> cookies = new HashMap<>();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** A page, and where that leads to. */
    public HttpResponse<String> open(URI address) {
        return follow(HttpRequest.newBuilder(address).GET());
    }

    /** Opens a page that leads to a login, and logs in; the page behind it. */
    public HttpResponse<String> login(URI address, DemoUser user) {
        return submit(open(address), Map.of("username", user.username(), "password", user.password()));
    }

    /** Sends a page's first form with its hidden fields and these. */
    public HttpResponse<String> submit(HttpResponse<String> page, Map<String, String> fields) {
        Matcher form = FORM.matcher(page.body());
        if (!form.find()) {
            throw new IllegalStateException("No form: " + page.uri() + System.lineSeparator() + page.body());
        }
        Map<String, String> all = new HashMap<>(fields);
        HIDDEN.matcher(page.body())
                .results()
                .map(MatchResult::group)
                .forEach(input -> all.put(first(NAME, input), first(VALUE, input)));
        String body = all.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return follow(HttpRequest.newBuilder(page.uri().resolve(form.group(1).replace("&amp;", "&")))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private static String first(Pattern pattern, String text) {
        Matcher found = pattern.matcher(text);
        return found.find() ? found.group(1).replace("&amp;", "&") : "";
    }

    private HttpResponse<String> follow(HttpRequest.Builder request) {
        HttpResponse<String> answer = send(request);
        for (int hop = 0; hop < HOPS && answer.statusCode() / 100 == 3; hop++) {
            String next = answer.headers().firstValue("Location").orElseThrow();
            answer = send(HttpRequest.newBuilder(answer.uri().resolve(next)).GET());
        }
        return answer;
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        Map<String, String> own = cookies.computeIfAbsent(request.build().uri().getPort(), port -> new HashMap<>());
        if (!own.isEmpty()) {
            request.header(
                    "Cookie",
                    own.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        try {
            HttpResponse<String> answer =
                    client.send(request.timeout(TIMEOUT).build(), HttpResponse.BodyHandlers.ofString());
            answer.headers().allValues("Set-Cookie").stream()
                    .map(cookie -> cookie.split(";", 2)[0].split("=", 2))
                    .forEach(cookie -> own.put(cookie[0], cookie[1]));
            return answer;
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
