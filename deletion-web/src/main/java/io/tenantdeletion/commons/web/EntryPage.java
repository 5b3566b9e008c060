package io.tenantdeletion.commons.web;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What is at {@code /}, unless the application has something better: where to go from there. */
@Singleton
class EntryPage {

    /** After everything of the application's own. */
    private static final int LATE = 15_000;

    private final String page;

    EntryPage(
            @ConfigProperty(name = "quarkus.application.name", defaultValue = "application") String name,
            @ConfigProperty(name = "quarkus.swagger-ui.enabled", defaultValue = "true") boolean swagger) {
        List<String> paths = swagger
                ? List.of("/q/swagger-ui", "/q/openapi", "/q/health", "/q/metrics")
                : List.of("/q/openapi", "/q/health", "/q/metrics");
        page = "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>" + name + "</title><h1>" + name
                + "</h1><ul>"
                + paths.stream()
                        .map(path -> "<li><a href=\"" + path + "\">" + path + "</a></li>")
                        .collect(Collectors.joining())
                + "</ul></html>";
    }

    void register(@Observes Router router) {
        router.get("/").order(LATE).handler(this::answer);
    }

    private void answer(RoutingContext context) {
        context.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/html;charset=UTF-8")
                .end(page);
    }
}
