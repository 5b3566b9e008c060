package io.tenantdeletion.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** A job's progress by WebSocket. */
final class JobSocket implements WebSocket.Listener {

    private static final int ENDED = 1000;

    private final Consumer<JsonNode> show;
    private final CompletableFuture<JsonNode> last = new CompletableFuture<>();
    private final StringBuilder text = new StringBuilder();
    private JsonNode newest;

    JobSocket(Consumer<JsonNode> show) {
        this.show = show;
    }

    /** Shows every status; ends with the job, and returns its last. */
    JsonNode watch(URI address, String token) {
        try {
            Http.CLIENT
                    .newWebSocketBuilder()
                    .header("Authorization", "Bearer " + token)
                    .buildAsync(address, this)
                    .join();
            return last.join();
        } catch (CompletionException failure) {
            throw failed(failure.getCause());
        }
    }

    private static CommandFailedException failed(Throwable failure) {
        if (failure instanceof CommandFailedException known) {
            return known;
        }
        if (failure instanceof WebSocketHandshakeException refused) {
            int status = refused.getResponse().statusCode();
            return Http.isUnavailable(status)
                    ? new UnavailableException("The job cannot be watched: status " + status + ".")
                    : new CommandFailedException(reason(refused));
        }
        String why = failure.getMessage() == null ? "no connection" : failure.getMessage();
        return new UnavailableException("The job cannot be watched: " + why + ".");
    }

    private static String reason(WebSocketHandshakeException refused) {
        return switch (refused.getResponse().statusCode()) {
            case 401 -> "The login is over. Run ./tenant-deletion login.";
            case 403 -> "This job is about somebody else.";
            case 404 -> "There is no such job.";
            default ->
                "The job cannot be watched: status " + refused.getResponse().statusCode();
        };
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean complete) {
        text.append(data);
        if (complete) {
            newest = Http.json(text.toString());
            text.setLength(0);
            show.accept(newest);
        }
        socket.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
        if (code == ENDED && newest != null) {
            last.complete(newest);
        } else {
            last.completeExceptionally(
                    new UnavailableException("The connection has ended: " + code + " " + reason + "."));
        }
        return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable failure) {
        last.completeExceptionally(failure);
    }
}
