package io.tenantdeletion.benchmarks;

import io.tenantdeletion.embedded.BakeryRealm.DemoUser;
import io.tenantdeletion.embedded.LoginSession;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Somebody who has logged in to the console and opens its pages. */
final class ConsoleVisitor {

    private static final int OK = 200;

    private final LoginSession session = new LoginSession();
    private final String url;

    ConsoleVisitor(String url, DemoUser user) {
        this.url = url;
        checked(session.login(URI.create(url + "/console"), user));
    }

    /** How long a page takes to its last byte. */
    Duration open(String path) {
        long begin = System.nanoTime();
        checked(session.open(URI.create(url + path)));
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    private void checked(HttpResponse<String> page) {
        if (page.statusCode() != OK || !page.uri().toString().startsWith(url)) {
            throw new IllegalStateException(page.uri() + " answers " + page.statusCode());
        }
    }
}
