package io.tenantdeletion.orchestrator.console;

import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.tenantdeletion.embedded.BakeryRealm.DemoUser;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Somebody with a browser, without a browser: follows redirects, keeps cookies by server, fills in the login. */
final class ConsoleSession {

    private static final Pattern LOGIN = Pattern.compile("action=\"([^\"]+login-actions/authenticate[^\"]+)\"");
    private static final int HOPS = 12;

    private final Map<Integer, Map<String, String>> cookies = new HashMap<>();
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
        URI next = console.resolve(path);
        for (int hop = 0; hop < HOPS; hop++) {
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
            next = next.resolve(location);
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
