package io.tenantdeletion.orchestrator.progress;

import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.tenantdeletion.orchestrator.api.Api;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** Somebody who watches a job by WebSocket. */
public final class Watcher implements WebSocket.Listener {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final long PATIENCE = 30;

    private final List<JsonPath> seen = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final StringBuilder text = new StringBuilder();
    private final boolean reads;

    private Watcher(boolean reads) {
        this.reads = reads;
    }

    /** Watches with a bearer token. */
    static Watcher of(String job, String token) {
        return open(job, CLIENT.newWebSocketBuilder().header("Authorization", "Bearer " + token), true);
    }

    /** Watches with the token in a subprotocol, as a browser has to. */
    static Watcher bySubprotocol(String job, String token) {
        String header = "quarkus-http-upgrade%23Authorization%23Bearer%20" + token;
        return open(job, CLIENT.newWebSocketBuilder().subprotocols("bearer-token-carrier", header), true);
    }

    /** Connects and takes nothing. */
    static Watcher asleep(String job, String token) {
        return open(job, CLIENT.newWebSocketBuilder().header("Authorization", "Bearer " + token), false);
    }

    /** The status that the attempt to watch is refused with. */
    public static int refusal(String job, String token) {
        WebSocket.Builder builder = CLIENT.newWebSocketBuilder();
        if (token != null) {
            builder.header("Authorization", "Bearer " + token);
        }
        try {
            open(job, builder, true);
            return 101;
        } catch (CompletionException refused) {
            return ((WebSocketHandshakeException) refused.getCause())
                    .getResponse()
                    .statusCode();
        }
    }

    private static Watcher open(String job, WebSocket.Builder builder, boolean reads) {
        Watcher watcher = new Watcher(reads);
        builder.buildAsync(
                        URI.create("ws://localhost:" + RestAssured.port + Api.JOBS + "/" + job + "/progress"), watcher)
                .orTimeout(PATIENCE, TimeUnit.SECONDS)
                .join();
        return watcher;
    }

    /** Every status so far. */
    List<JsonPath> seen() {
        return seen;
    }

    /** The newest status. */
    JsonPath last() {
        return seen.get(seen.size() - 1);
    }

    /** Waits for the end of the connection; why it ended. */
    int end() {
        return closed.orTimeout(PATIENCE, TimeUnit.SECONDS).join();
    }

    @Override
    public void onOpen(WebSocket socket) {
        if (reads) {
            socket.request(1);
        }
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
        text.append(data);
        if (last) {
            seen.add(new JsonPath(text.toString()));
            text.setLength(0);
        }
        socket.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
        closed.complete(code);
        return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable failure) {
        closed.completeExceptionally(failure);
    }
}
