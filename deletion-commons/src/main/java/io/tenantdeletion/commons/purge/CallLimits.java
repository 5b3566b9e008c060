package io.tenantdeletion.commons.purge;

import io.tenantdeletion.commons.prepare.StatementTimeouts;
import io.tenantdeletion.commons.service.DeletionConfig;
import java.time.Duration;
import java.util.Optional;

/**
 * Time limits of one purge call.
 *
 * @param timeBudget no statement begins after this long, once a row is changed
 * @param lockTimeout the longest wait for what another transaction holds
 * @param callTimeout no statement is still running after this long
 */
record CallLimits(Duration timeBudget, Duration lockTimeout, Duration callTimeout) {

    CallLimits {
        if (longer(timeBudget, lockTimeout).compareTo(callTimeout) >= 0) {
            throw new IllegalStateException("deletion.purge.call-timeout (" + callTimeout
                    + ") must be longer than deletion.purge.time-budget (" + timeBudget
                    + ") and deletion.purge.lock-timeout (" + lockTimeout + ").");
        }
    }

    static CallLimits of(DeletionConfig.Purge config) {
        return new CallLimits(config.timeBudget(), config.lockTimeout(), config.callTimeout());
    }

    /** Time-outs for a transaction that begins when its call has taken this long already. */
    StatementTimeouts after(Duration spent) {
        return new StatementTimeouts(lockTimeout, callTimeout.minus(timeBudget).minus(spent));
    }

    /** The time budget of a call whose caller would like to hear after {@code preferred}, which can only be sooner. */
    Duration budget(Optional<Duration> preferred) {
        return shorter(timeBudget, preferred);
    }

    /** The limit, or what the caller prefers where that is sooner. */
    static Duration shorter(Duration limit, Optional<Duration> preferred) {
        return preferred.filter(sooner -> sooner.compareTo(limit) < 0).orElse(limit);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? other : one;
    }
}
