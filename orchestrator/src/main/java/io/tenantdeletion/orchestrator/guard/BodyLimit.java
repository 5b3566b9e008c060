package io.tenantdeletion.orchestrator.guard;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Gives up an answer whose body is longer than allowed and closes its connection, whatever the status: no more than the
 * allowed bytes and one network read are ever held. The call fails with a {@link BodyTooLongException} as a cause.
 *
 * @param bytes the longest body
 */
public record BodyLimit(long bytes) implements Consumer<HttpClientRequest> {

    @Override
    public void accept(HttpClientRequest request) {
        // Heard before the client collects the body, which it does beside this handler.
        request.response().onSuccess(answer -> answer.handler(counting(request, answer)));
    }

    private Handler<Buffer> counting(HttpClientRequest request, HttpClientResponse answer) {
        AtomicLong read = new AtomicLong();
        return part -> {
            if (read.addAndGet(part.length()) > bytes) {
                request.reset(0, new BodyTooLongException(answer.statusCode(), bytes));
            }
        };
    }
}
