package io.tenantdeletion.commons.prepare;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.Cancellable;
import io.tenantdeletion.commons.contract.BlockingTransaction;
import java.time.Duration;
import java.util.List;

/**
 * Looks, while a transaction is under way, at whom it waits for: when a lock time-out has ended its wait, nobody can
 * tell any more. A short transaction is over before the first look.
 */
final class LockWatch {

    private final Cancellable looking;
    private volatile List<BlockingTransaction> latest = List.of();

    /** Looks three times within the longest wait for a lock, so that none goes unseen. */
    LockWatch(Backends backends, Backend backend, Duration lockTimeout) {
        Duration between = lockTimeout.dividedBy(4).plusMillis(1);
        looking = Multi.createFrom()
                .ticks()
                .startingAfter(between)
                .every(between)
                .onOverflow()
                .drop()
                .onItem()
                .transformToUniAndConcatenate(
                        tick -> backends.blocking(backend).onFailure().recoverWithItem(List.of()))
                .subscribe()
                .with(found -> latest = found);
    }

    /** Whom the transaction waited for, as of the latest look. */
    List<BlockingTransaction> waitingFor() {
        return latest;
    }

    void stop() {
        looking.cancel();
    }
}
