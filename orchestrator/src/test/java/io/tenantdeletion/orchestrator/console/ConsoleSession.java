package io.tenantdeletion.orchestrator.console;

import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.tenantdeletion.embedded.BakeryRealm.DemoUser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Somebody with a browser, without a browser: follows redirects, keeps cookies by server, fills in the login. */
final class ConsoleSession {

    private static final Pattern LOGIN = Pattern.compile("action=\"([^\"]+login-actions/authenticate[^\"]+)\"");
    private static final Pattern LOCATION = Pattern.compile("(?mi)^location: *(\\S+)");
    private static final Pattern COOKIE = Pattern.compile("(?mi)^set-cookie: *([^=]+)=([^;]+)");
    private static final int SWITCHED = 101;
    private static final int HOPS = 12;

    private final Map<Integer, Map<String, String>> cookies = new HashMap<>();
    private final List<URI> visited = new ArrayList<>();
    private final URI console;

    ConsoleSession(int port) {
        console = URI.create("http://localhost:" + port);
    }

    static ConsoleSession of(int port, DemoUser user) {
        ConsoleSession session = new ConsoleSession(port);
        session.login("/console", user);
        return session;
    }

    /** Opens a page, logs in, and answers where that leads to. */
    Response login(String path, DemoUser user) {
        return login(console.resolve(path), user);
    }

    /**
     * Opens an address that no library would send, letter by letter, and goes on from there as a browser does.
     *
     * @return every address that leads to
     */
    List<URI> loginFrom(String target, DemoUser user) {
        String head = head(target);
        Matcher cookie = COOKIE.matcher(head);
        while (cookie.find()) {
            own().put(cookie.group(1), cookie.group(2));
        }
        Matcher location = LOCATION.matcher(head);
        if (location.find()) {
            login(console.resolve(asBrowsersRead(location.group(1))), user);
        }
        return visited;
    }

    private String head(String target) {
        String request =
                "GET " + target + " HTTP/1.1\r\nHost: " + console.getAuthority() + "\r\nConnection: close\r\n\r\n";
        try (Socket socket = new Socket(console.getHost(), console.getPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** A browser takes a backslash for a slash. */
    private static String asBrowsersRead(String address) {
        return address.replace('\\', '/');
    }

    private Response login(URI begin, DemoUser user) {
        URI next = begin;
        for (int hop = 0; hop < HOPS; hop++) {
            visited.add(next);
            Response answer = keep(next, request(next).get(next));
            Matcher form = LOGIN.matcher(answer.asString());
            if (form.find()) {
                URI action = URI.create(form.group(1).replace("&amp;", "&"));
                answer = keep(
                        action,
                        request(action)
                                .formParam("username", user.username())
                                .formParam("password", user.password())
                                .post(action));
            }
            String location = answer.header("Location");
            if (location == null) {
                return answer;
            }
            next = next.resolve(asBrowsersRead(location));
        }
        throw new IllegalStateException("redirected without end");
    }

    Response get(String path) {
        URI page = console.resolve(path);
        return keep(page, request(page).get(page));
    }

    /** Sends a form as one of the console's own pages does. */
    Response post(String path, Map<String, String> form) {
        return post(path, form, Map.of("Origin", console.toString(), "Sec-Fetch-Site", "same-origin"));
    }

    Response post(String path, Map<String, String> form, Map<String, String> headers) {
        URI page = console.resolve(path);
        return keep(page, request(page).headers(headers).formParams(form).post(page));
    }

    /** What the attempt to open a socket is answered; 101 where it is open, and then closed again. */
    int upgrade(String path, Map<String, String> headers) {
        WebSocket.Builder builder = HttpClient.newHttpClient().newWebSocketBuilder();
        headers.forEach(builder::header);
        if (!own().isEmpty()) {
            builder.header(
                    "Cookie",
                    own().entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        try {
            builder.buildAsync(URI.create("ws://" + console.getAuthority() + path), new WebSocket.Listener() {})
                    .join()
                    .abort();
            return SWITCHED;
        } catch (CompletionException refused) {
            return ((WebSocketHandshakeException) refused.getCause())
                    .getResponse()
                    .statusCode();
        }
    }

    /** What the console keeps in the browser. */
    Map<String, String> own() {
        return cookies.computeIfAbsent(console.getPort(), port -> new HashMap<>());
    }

    private RequestSpecification request(URI uri) {
        return RestAssured.given()
                .urlEncodingEnabled(false)
                .redirects()
                .follow(false)
                .cookies(cookies.getOrDefault(uri.getPort(), Map.of()));
    }

    private Response keep(URI uri, Response answer) {
        Map<String, String> jar = cookies.computeIfAbsent(uri.getPort(), port -> new HashMap<>());
        answer.getDetailedCookies().forEach(cookie -> {
            if (cookie.getValue() == null || cookie.getValue().isEmpty()) {
                jar.remove(cookie.getName());
            } else {
                jar.put(cookie.getName(), cookie.getValue());
            }
        });
        return answer;
    }
}
