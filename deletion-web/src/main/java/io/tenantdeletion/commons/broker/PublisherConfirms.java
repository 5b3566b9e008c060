package io.tenantdeletion.commons.broker;

import java.io.IOException;
import java.util.NavigableMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;

/** Who waits for the confirmation of which message, by the channel's numbers. */
final class PublisherConfirms {

    private final NavigableMap<Long, CompletableFuture<Void>> waiting = new ConcurrentSkipListMap<>();

    void expect(long number, CompletableFuture<Void> confirmed) {
        waiting.put(number, confirmed);
    }

    void acknowledged(long number, boolean andAllBefore) {
        settle(number, andAllBefore, confirmed -> confirmed.complete(null));
    }

    void refused(long number, boolean andAllBefore) {
        settle(number, andAllBefore, confirmed -> confirmed.completeExceptionally(new MessageRefusedException()));
    }

    /** Nobody will ever know of those that wait. */
    void lost(Throwable cause) {
        settle(
                Long.MAX_VALUE,
                true,
                confirmed -> confirmed.completeExceptionally(new IOException("The connection ended", cause)));
    }

    private void settle(long number, boolean andAllBefore, Consumer<CompletableFuture<Void>> outcome) {
        NavigableMap<Long, CompletableFuture<Void>> settled =
                andAllBefore ? waiting.headMap(number, true) : waiting.subMap(number, true, number, true);
        while (true) {
            var first = settled.pollFirstEntry();
            if (first == null) {
                return;
            }
            outcome.accept(first.getValue());
        }
    }
}
