package io.tenantdeletion.orchestrator.webhook;

import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.tenantdeletion.orchestrator.webhook.AddressCheck.CheckedAddress;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLException;

/**
 * Sends messages to receivers. Connects to the address that was checked and to no other, with the name in TLS and
 * {@code Host}; follows no redirect, reads 4 KiB of an answer at most and keeps nothing of it but its status.
 */
@Singleton
class WebhookClient {

    private static final int LONGEST_ANSWER = 4096;
    private static final int CONNECT_MILLIS = 5000;
    private static final int IDLE_SECONDS = 5;

    private final AddressCheck check;
    private final HttpClient http;
    private final Duration timeout;

    @Inject
    WebhookClient(AddressCheck check, Vertx vertx, WebhooksConfig config) {
        this(check, vertx, config, new HttpClientOptions());
    }

    WebhookClient(AddressCheck check, Vertx vertx, WebhooksConfig config, HttpClientOptions options) {
        this.check = check;
        this.timeout = config.timeout();
        this.http = vertx.createHttpClient(options.setConnectTimeout(CONNECT_MILLIS)
                .setKeepAliveTimeout(IDLE_SECONDS)
                .setDecompressionSupported(false));
    }

    /** Sends a message; whatever happens is an answer, never a failure. */
    Uni<WebhookAnswer> send(String url, WebhookMessage message) {
        return Uni.createFrom().deferred(() -> {
            long began = System.nanoTime();
            return check.check(url)
                    .chain(checked -> status(checked, message))
                    .ifNoItem()
                    .after(timeout)
                    .fail()
                    .map(status -> new WebhookAnswer(status, null, since(began)))
                    .onFailure()
                    .recoverWithItem(failure -> new WebhookAnswer(null, explained(failure), since(began)));
        });
    }

    private Uni<Integer> status(CheckedAddress checked, WebhookMessage message) {
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setServer(SocketAddress.inetSocketAddress(
                        new InetSocketAddress(checked.address(), checked.url().port())))
                .setHost(checked.url().host())
                .setPort(checked.url().port())
                .setSsl(checked.url().tls())
                .setURI(checked.url().target())
                .putHeader("content-type", "application/cloudevents+json; charset=UTF-8")
                .putHeader("user-agent", "tenant-deletion");
        if (checked.url().host().contains(":")) {
            // The client itself would write an IPv6 address without its brackets.
            options.putHeader(
                    "host", "[" + checked.url().host() + "]:" + checked.url().port());
        }
        message.headers().forEach(options::putHeader);
        return Uni.createFrom()
                .emitter(emitter -> http.request(options)
                        .onFailure(emitter::fail)
                        .onSuccess(request -> {
                            // Also where nobody waits any longer: a connection that was given up is closed.
                            emitter.onTermination(request::reset);
                            request.send(message.body())
                                    .onFailure(emitter::fail)
                                    .onSuccess(answer -> read(request, answer, emitter));
                        }));
    }

    private static void read(
            HttpClientRequest request, HttpClientResponse answer, UniEmitter<? super Integer> emitter) {
        AtomicInteger read = new AtomicInteger();
        answer.exceptionHandler(emitter::fail)
                .endHandler(end -> emitter.complete(answer.statusCode()))
                .handler(part -> {
                    if (read.addAndGet(part.length()) > LONGEST_ANSWER) {
                        emitter.complete(answer.statusCode());
                        request.reset();
                    }
                });
    }

    private static Duration since(long began) {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private String explained(Throwable failure) {
        if (failure instanceof RefusedAddressException refused) {
            return "refused: the address " + refused.getMessage();
        }
        if (failure instanceof TimeoutException) {
            return "timed_out: no whole answer within " + timeout.toMillis() / 1000.0 + " s";
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SSLException) {
                return "unreachable: no TLS connection that can be trusted";
            }
        }
        return "unreachable: no connection, or it broke";
    }
}
