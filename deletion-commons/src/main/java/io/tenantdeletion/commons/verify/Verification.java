package io.tenantdeletion.commons.verify;

import io.tenantdeletion.commons.contract.BlockingTransaction;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What a verification found.
 *
 * @param waitingFor transactions that have to end before anything can be counted; then nothing was
 * @param residual rows of the subject by table, only of tables that have some
 * @param touchedOthers rows of others that refer to rows that are gone, by table, only of tables that have some
 * @param at when it was counted
 * @param database system identifier of the database it was counted in, or null where it must not be asked
 */
public record Verification(
        List<BlockingTransaction> waitingFor,
        Map<String, Long> residual,
        Map<String, Long> touchedOthers,
        Instant at,
        String database) {

    static Verification waiting(List<BlockingTransaction> transactions, Instant at) {
        return new Verification(transactions, Map.of(), Map.of(), at, null);
    }

    /** Whether nothing could be counted yet. */
    public boolean isWaiting() {
        return !waitingFor.isEmpty();
    }
}
