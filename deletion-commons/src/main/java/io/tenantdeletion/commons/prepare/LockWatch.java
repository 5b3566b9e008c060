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
    private volatile List<BlockingTransaction> last = List.of();

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
                        tick -> backends.blocking(backend).onFailure().recoverWithItem(() -> latest))
                .subscribe()
                .with(this::saw);
    }

    private void saw(List<BlockingTransaction> found) {
        latest = found;
        if (!found.isEmpty()) {
            last = found;
        }
    }

    /** Whom the transaction waited for, as of the latest look. */
    List<BlockingTransaction> waitingFor() {
        return latest;
    }

    /** Whom it was last seen to wait for: a look that comes after the time-out finds nobody. */
    List<BlockingTransaction> lastWaitedFor() {
        return last;
    }

    void stop() {
        looking.cancel();
    }
}
