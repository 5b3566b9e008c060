package io.tenantdeletion.orchestrator.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is sent to receivers, and what their answers mean. */
class WebhookClientTest {

    private final WebhookServer server = new WebhookServer();
    private final AtomicInteger closed = new AtomicInteger();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void sendsTheSignedMessageUnderTheName() {
        // Given
        int port = server.listen(204);
        WebhookClient client = server.client(WebhookServer.LOCAL, new HttpClientOptions());

        // When
        WebhookAnswer answer = WebhookServer.send(client, "http://hooks.example.com:" + port + "/in?a=b");

        // Then
        assertThat(answer.isSuccess()).isTrue();
        assertThat(answer.code()).isEqualTo(204);
        HttpServerRequest call = server.calls().remove();
        assertThat(call.uri()).isEqualTo("/in?a=b");
        assertThat(call.getHeader("Host")).isEqualTo("hooks.example.com:" + port);
        assertThat(call.getHeader("webhook-id")).isEqualTo("an-id");
        assertThat(call.getHeader("webhook-timestamp")).isEqualTo("1700000000");
        assertThat(call.getHeader("webhook-signature"))
                .isEqualTo(WebhookServer.MESSAGE.headers().get("webhook-signature"));
        assertThat(call.getHeader("Content-Type")).startsWith("application/cloudevents+json");
        assertThat(server.bodies()).containsExactly("{\"a\":1}");
    }

    @Test
    void redirectsAreFailuresAndNotFollowed() {
        for (int status : List.of(301, 302, 303, 307, 308)) {
            server.calls().clear();

            WebhookAnswer answer = server.call(server.listen(status));

            assertThat(answer.isSuccess()).isFalse();
            assertThat(answer.reason()).isEqualTo("redirected: status " + status + " is not followed");
            assertThat(server.calls()).hasSize(1);
        }
    }

    @Test
    void anEndlessAnswerIsReadForFourKibibytes() {
        // Given
        AtomicInteger sent = new AtomicInteger();
        int port = server.listen(call -> {
            call.connection().closeHandler(end -> closed.incrementAndGet());
            call.response().setChunked(true).setStatusCode(200);
            pour(call, sent);
        });

        // When
        WebhookAnswer answer = server.call(port);

        // Then
        assertThat(answer.isSuccess()).isTrue();
        Awaitility.await().until(() -> closed.get() == 1);
        assertThat(sent.get()).isLessThan(64 << 20);
    }

    @Test
    void aSlowAnswerIsGivenUpAndItsConnectionClosed() {
        // Given one that begins an answer and never ends it
        int port = server.listen(call -> {
            call.connection().closeHandler(end -> closed.incrementAndGet());
            call.response().setChunked(true).setStatusCode(200).write("a");
        });
        WebhooksConfig impatient = new TestWebhooksConfig(true, true, Duration.ofSeconds(1));

        // When
        WebhookAnswer answer = WebhookServer.send(
                server.client(impatient, new HttpClientOptions()), "http://hooks.example.com:" + port + "/");

        // Then
        assertThat(answer.reason()).isEqualTo("timed_out: no whole answer within 1.0 s");
        assertThat(answer.duration()).isBetween(Duration.ofMillis(900), Duration.ofSeconds(10));
        Awaitility.await().until(() -> closed.get() == 1);
    }

    @Test
    void noConnectionIsAnAnswerToo() {
        // Given a port on which nobody listens any more
        WebhookServer other = new WebhookServer();
        int port = other.listen(204);
        other.close();

        // When
        WebhookAnswer answer = server.call(port);

        // Then
        assertThat(answer.code()).isNull();
        assertThat(answer.reason()).isEqualTo("unreachable: no connection, or it broke");
    }

    private static void pour(HttpServerRequest call, AtomicInteger sent) {
        if (call.response().closed() || sent.get() > 64 << 20) {
            return;
        }
        sent.addAndGet(1024);
        call.response().write(Buffer.buffer(new byte[1024])).onSuccess(written -> pour(call, sent));
    }
}
