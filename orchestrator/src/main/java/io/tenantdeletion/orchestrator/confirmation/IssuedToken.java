package io.tenantdeletion.orchestrator.confirmation;

import java.time.Instant;

/**
 * A token as it is given out.
 *
 * @param text what to send with the request
 * @param expires when it ends to be of use
 */
public record IssuedToken(String text, Instant expires) {}
