package io.tenantdeletion.orchestrator.audit;

import java.util.List;

/**
 * What the verification needs of a line.
 *
 * @param seq its number
 * @param prevHash what it says the line before has
 * @param hash what it says it has itself
 * @param canonical the text its hash is made from, built from the line as it is now
 * @param texts of which that text has the digests only
 */
record ChainLink(long seq, String prevHash, String hash, String canonical, List<SaltedText> texts) {}
