package io.tenantdeletion.quickstart;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.WebSocket;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** A job as the platform tells of it by WebSocket, at each change. */
final class JobFeed implements WebSocket.Listener {

    private final Function<String, JsonNode> reader;
    private final StringBuilder text = new StringBuilder();
    private volatile JsonNode newest;
    private volatile boolean ended;

    /** @param reader of JSON */
    JobFeed(Function<String, JsonNode> reader) {
        this.reader = reader;
    }

    /** The newest status; null before the first. */
    JsonNode newest() {
        return newest;
    }

    /** Whether nothing comes any more: the job has ended, or the connection is lost. */
    boolean hasEnded() {
        return ended;
    }

    /** Nothing will come. */
    void end() {
        ended = true;
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean complete) {
        text.append(data);
        if (complete) {
            newest = reader.apply(text.toString());
            text.setLength(0);
        }
        socket.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
        end();
        return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable failure) {
        end();
    }
}
