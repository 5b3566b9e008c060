package io.tenantdeletion.orchestrator.audit;

/**
 * Where the chain begins: behind the last line that was cut off.
 *
 * @param seq its number; 0 where none was
 * @param hash its hash
 * @param told whether a line of the log tells of this cut
 */
record ChainAnchor(long seq, String hash, boolean told) {

    /** No line was cut off. */
    static final ChainAnchor NONE = new ChainAnchor(0, ChainWalk.GENESIS, true);
}
