package io.tenantdeletion.benchmarks;

import io.tenantdeletion.embedded.BakeryRealm.DemoUser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Somebody who has logged in to the console and opens its pages. */
final class ConsoleVisitor {

    private static final Pattern LOGIN = Pattern.compile("action=\"([^\"]+login-actions/authenticate[^\"]+)\"");
    private static final int OK = 200;

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    private final String url;

    ConsoleVisitor(String url, DemoUser user) {
        this.url = url;
        Matcher form = LOGIN.matcher(text(HttpRequest.newBuilder(URI.create(url + "/console"))));
        if (!form.find()) {
            throw new IllegalStateException("The console does not lead to a login");
        }
        text(HttpRequest.newBuilder(URI.create(form.group(1).replace("&amp;", "&")))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "username=" + encoded(user.username()) + "&password=" + encoded(user.password()))));
    }

    /** How long a page takes to its last byte. */
    Duration open(String path) {
        long begin = System.nanoTime();
        text(HttpRequest.newBuilder(URI.create(url + path)));
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    private String text(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer =
                    client.send(request.timeout(Duration.ofMinutes(1)).build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != OK) {
                throw new IllegalStateException(answer.uri() + " answers " + answer.statusCode());
            }
            return answer.body();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
