package io.tenantdeletion.orchestrator.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PfxOptions;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How receivers are called. */
class WebhookClientTest {

    private static final WebhooksConfig LOCAL = new TestWebhooksConfig(true, true, Duration.ofSeconds(2));
    private static final WebhookMessage MESSAGE =
            WebhookMessage.signed("an-id", "{\"a\":1}", List.of(Signatures.newSecret()), 1_700_000_000L);

    private final Vertx vertx = Vertx.vertx();
    private final Queue<HttpServerRequest> calls = new ConcurrentLinkedQueue<>();
    private final Queue<String> bodies = new ConcurrentLinkedQueue<>();
    private final AtomicInteger closed = new AtomicInteger();

    @AfterEach
    void stop() {
        get(vertx.close());
    }

    @Test
    void sendsTheSignedMessageToTheCheckedAddressUnderTheName() {
        // Given
        int port = server(204);

        // When
        WebhookAnswer answer = client("127.0.0.1")
                .send("http://hooks.example.com:" + port + "/in?a=b", MESSAGE)
                .await()
                .atMost(Duration.ofSeconds(5));

        // Then
        assertThat(answer.isSuccess()).isTrue();
        assertThat(answer.code()).isEqualTo(204);
        HttpServerRequest call = calls.remove();
        assertThat(call.uri()).isEqualTo("/in?a=b");
        assertThat(call.getHeader("Host")).isEqualTo("hooks.example.com:" + port);
        assertThat(call.getHeader("webhook-id")).isEqualTo("an-id");
        assertThat(call.getHeader("webhook-timestamp")).isEqualTo("1700000000");
        assertThat(call.getHeader("webhook-signature"))
                .isEqualTo(MESSAGE.headers().get("webhook-signature"));
        assertThat(call.getHeader("Content-Type")).startsWith("application/cloudevents+json");
        assertThat(bodies).containsExactly("{\"a\":1}");
    }

    @Test
    void aNameThatLeadsElsewhereAtTheNextCallIsNotCalled() {
        // Given a name that was public when it was registered
        int port = server(204);
        Queue<String> answers = new ConcurrentLinkedQueue<>(List.of("8.8.8.8", "127.0.0.1"));
        AddressCheck check = new AddressCheck(
                TestWebhooksConfig.DEFAULTS, name -> Uni.createFrom().item(List.of(address(answers.remove()))));
        check.check("https://hooks.example.com/").await().atMost(Duration.ofSeconds(5));

        // When
        WebhookAnswer answer = new WebhookClient(check, vertx, TestWebhooksConfig.DEFAULTS)
                .send("https://hooks.example.com/", MESSAGE)
                .await()
                .atMost(Duration.ofSeconds(5));

        // Then
        assertThat(answer.code()).isNull();
        assertThat(answer.reason()).isEqualTo("refused: the address leads to an address that is not public");
        assertThat(calls).isEmpty();
        assertThat(port).isPositive();
    }

    @Test
    void theNameIsAskedForOnceACall() {
        // Given a name that is public when it is checked and private when it is asked for again
        int port = server(204);
        AtomicInteger asked = new AtomicInteger();
        AddressCheck check = new AddressCheck(LOCAL, name -> {
            asked.incrementAndGet();
            return Uni.createFrom().item(List.of(address("127.0.0.1")));
        });

        // When
        WebhookAnswer answer = new WebhookClient(check, vertx, LOCAL)
                .send("http://name-that-nobody-knows.example:" + port + "/", MESSAGE)
                .await()
                .atMost(Duration.ofSeconds(5));

        // Then the connection went to the address of the one answer
        assertThat(answer.isSuccess()).isTrue();
        assertThat(asked).hasValue(1);
    }

    @Test
    void redirectsAreFailuresAndNotFollowed() {
        for (int status : List.of(301, 302, 303, 307, 308)) {
            calls.clear();
            int port = server(status);

            WebhookAnswer answer = call(port);

            assertThat(answer.isSuccess()).isFalse();
            assertThat(answer.reason()).isEqualTo("redirected: status " + status + " is not followed");
            assertThat(calls).hasSize(1);
        }
    }

    @Test
    void anEndlessAnswerIsReadForFourKibibytes() {
        // Given
        AtomicInteger sent = new AtomicInteger();
        int port = server(new HttpServerOptions(), call -> {
            call.connection().closeHandler(end -> closed.incrementAndGet());
            call.response().setChunked(true).setStatusCode(200);
            pour(call, sent);
        });

        // When
        WebhookAnswer answer = call(port);

        // Then
        assertThat(answer.isSuccess()).isTrue();
        Awaitility.await().until(() -> closed.get() == 1);
        assertThat(sent.get()).isLessThan(64 << 20);
    }

    @Test
    void aSlowAnswerIsGivenUpAndItsConnectionClosed() {
        // Given one that begins an answer and never ends it
        int port = server(new HttpServerOptions(), call -> {
            call.connection().closeHandler(end -> closed.incrementAndGet());
            call.response().setChunked(true).setStatusCode(200).write("a");
        });

        // When
        WebhookAnswer answer = call(port);

        // Then
        assertThat(answer.reason()).isEqualTo("timed_out: no whole answer within 2.0 s");
        assertThat(answer.duration()).isBetween(Duration.ofMillis(1900), Duration.ofSeconds(5));
        Awaitility.await().until(() -> closed.get() == 1);
    }

    @Test
    void noConnectionIsAnAnswerToo() {
        int port = server(204);
        get(vertx.close());

        WebhookAnswer answer = new WebhookClient(check("127.0.0.1"), Vertx.vertx(), LOCAL)
                .send("http://hooks.example.com:" + port + "/", MESSAGE)
                .await()
                .atMost(Duration.ofSeconds(5));

        assertThat(answer.code()).isNull();
        assertThat(answer.reason()).isEqualTo("unreachable: no connection, or it broke");
    }

    @Test
    void aCertificateOfTheNameIsNeededAndTheNameIsIndicated(@TempDir Path directory) throws Exception {
        // Given
        PfxOptions own = TestCertificate.of("hooks.example.com", directory);
        int port = server(
                new HttpServerOptions().setSsl(true).setSni(true).setKeyCertOptions(own),
                call -> call.response().setStatusCode(204).end());
        HttpClientOptions trusting = new HttpClientOptions().setTrustOptions(own);
        WebhookClient client = new WebhookClient(check("127.0.0.1"), vertx, LOCAL, trusting);

        // When
        WebhookAnswer right = client.send("https://hooks.example.com:" + port + "/", MESSAGE)
                .await()
                .atMost(Duration.ofSeconds(5));
        WebhookAnswer wrong = client.send("https://others.example.com:" + port + "/", MESSAGE)
                .await()
                .atMost(Duration.ofSeconds(5));
        WebhookAnswer untrusted = client("127.0.0.1")
                .send("https://hooks.example.com:" + port + "/", MESSAGE)
                .await()
                .atMost(Duration.ofSeconds(5));

        // Then
        assertThat(right.isSuccess()).isTrue();
        assertThat(calls.remove().connection().indicatedServerName()).isEqualTo("hooks.example.com");
        assertThat(wrong.reason()).isEqualTo("unreachable: no TLS connection that can be trusted");
        assertThat(untrusted.reason()).isEqualTo("unreachable: no TLS connection that can be trusted");
        assertThat(calls).isEmpty();
    }

    private WebhookAnswer call(int port) {
        return client("127.0.0.1")
                .send("http://hooks.example.com:" + port + "/", MESSAGE)
                .await()
                .atMost(Duration.ofSeconds(10));
    }

    private WebhookClient client(String address) {
        return new WebhookClient(check(address), vertx, LOCAL);
    }

    private static AddressCheck check(String address) {
        return new AddressCheck(LOCAL, name -> Uni.createFrom().item(List.of(address(address))));
    }

    private int server(int status) {
        return server(
                new HttpServerOptions(),
                call -> call.response()
                        .setStatusCode(status)
                        .putHeader("Location", "http://127.0.0.1:1/")
                        .end());
    }

    private int server(HttpServerOptions options, io.vertx.core.Handler<HttpServerRequest> answer) {
        HttpServer server = vertx.createHttpServer(options).requestHandler(call -> {
            calls.add(call);
            call.bodyHandler(body -> {
                bodies.add(body.toString());
                answer.handle(call);
            });
        });
        return get(server.listen(0, "127.0.0.1")).actualPort();
    }

    private static void pour(HttpServerRequest call, AtomicInteger sent) {
        if (call.response().closed() || sent.get() > 64 << 20) {
            return;
        }
        sent.addAndGet(1024);
        call.response().write(Buffer.buffer(new byte[1024])).onSuccess(written -> pour(call, sent));
    }

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (java.net.UnknownHostException notALiteral) {
            throw new IllegalArgumentException(notALiteral);
        }
    }

    private static <T> T get(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }
}
