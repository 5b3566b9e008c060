package io.tenantdeletion.commons.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.opentest4j.TestAbortedException;

class RequiredPlanTest {

    private static final String INDEX = """
            {"severity": "error", "code": "missing-index", "table": "loyalty.points",
             "detail": "loyalty.points has no index on [card_id].", "remedy": "Create one."}""";
    private static final String VIEW = """
            {"severity": "warning", "code": "materialized-view", "table": "loyalty.totals",
             "detail": "It keeps its rows.", "remedy": "Refresh it."}""";

    private final int usualPort = RestAssured.port;
    private HttpServer service;
    private String findings = "";

    @BeforeEach
    void startService() throws IOException {
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.createContext("/api/v1/loyalty/deletion-plan", exchange -> {
            byte[] body = ("{\"findings\": [" + findings + "]}").getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        service.start();
        RestAssured.port = service.getAddress().getPort();
    }

    @AfterEach
    void stopService() {
        service.stop(0);
        RestAssured.port = usualPort;
    }

    @Test
    void failsOnceWithEveryReasonAndItsMend(TestInfo test) {
        findings = INDEX + "," + VIEW;

        RequiredPlan plan = new RequiredPlan("loyalty", "tenant");

        assertThat(plan.isRefused()).isTrue();
        assertThatThrownBy(plan::require)
                .isInstanceOf(AssertionError.class)
                .hasMessage("Nothing can be deleted from loyalty:\n  - missing-index: loyalty.points has no index on"
                        + " [card_id]. Create one.");
        assertThatThrownBy(() -> plan.skipOthersThan("plan", test)).isInstanceOf(TestAbortedException.class);
    }

    @Test
    void passesWarnings(TestInfo test) {
        findings = VIEW;

        RequiredPlan plan = new RequiredPlan("loyalty", "tenant");

        assertThat(plan.isRefused()).isFalse();
        assertThatCode(plan::require).doesNotThrowAnyException();
        assertThatCode(() -> plan.skipOthersThan("plan", test)).doesNotThrowAnyException();
    }
}
