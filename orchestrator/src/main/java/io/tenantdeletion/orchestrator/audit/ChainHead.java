package io.tenantdeletion.orchestrator.audit;

/**
 * Where the chain ends.
 *
 * @param seq number of the last line, by the head
 * @param hash its hash, by the head
 * @param last number of the last line there is
 */
record ChainHead(long seq, String hash, long last) {}
