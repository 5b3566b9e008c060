package io.tenantdeletion.orchestrator.webhook;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/** A receiver that misbehaves as a test wants, and clients that call it. */
final class WebhookServer implements AutoCloseable {

    static final WebhooksConfig LOCAL = new TestWebhooksConfig(true, true, Duration.ofSeconds(20));
    static final WebhookMessage MESSAGE =
            WebhookMessage.signed("an-id", "{\"a\":1}", List.of(Signatures.newSecret()), 1_700_000_000L);

    private final Vertx vertx = Vertx.vertx();
    private final Queue<HttpServerRequest> calls = new ConcurrentLinkedQueue<>();
    private final Queue<String> bodies = new ConcurrentLinkedQueue<>();

    Vertx vertx() {
        return vertx;
    }

    Queue<HttpServerRequest> calls() {
        return calls;
    }

    Queue<String> bodies() {
        return bodies;
    }

    /** Answers with this status, and where one is asked for by it, with another place. */
    int listen(int status) {
        return listen(call -> call.response()
                .setStatusCode(status)
                .putHeader("Location", "http://127.0.0.1:1/")
                .end());
    }

    int listen(Handler<HttpServerRequest> answer) {
        return listen("127.0.0.1", new HttpServerOptions(), answer);
    }

    /** Listens on a port of this address, and tells which. */
    int listen(String address, HttpServerOptions options, Handler<HttpServerRequest> answer) {
        return get(vertx.createHttpServer(options)
                        .requestHandler(call -> {
                            calls.add(call);
                            call.bodyHandler(body -> {
                                bodies.add(body.toString());
                                answer.handle(call);
                            });
                        })
                        .listen(0, address))
                .actualPort();
    }

    /** Calls what listens on this port by a name that leads to this machine. */
    WebhookAnswer call(int port) {
        return send(client(LOCAL, new HttpClientOptions()), "http://hooks.example.com:" + port + "/");
    }

    /** A client for which every name leads to this machine. */
    WebhookClient client(WebhooksConfig config, HttpClientOptions options) {
        AddressCheck check = new AddressCheck(config, name -> Uni.createFrom().item(List.of(address("127.0.0.1"))));
        return new WebhookClient(check, vertx, config, options);
    }

    static WebhookAnswer send(WebhookClient client, String url) {
        return client.send(url, MESSAGE).await().atMost(Duration.ofSeconds(30));
    }

    static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException notALiteral) {
            throw new IllegalArgumentException(notALiteral);
        }
    }

    @Override
    public void close() {
        get(vertx.close());
    }

    private static <T> T get(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }
}
