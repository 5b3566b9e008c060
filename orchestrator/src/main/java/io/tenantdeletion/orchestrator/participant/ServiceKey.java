package io.tenantdeletion.orchestrator.participant;

import java.time.Instant;

/**
 * What a service encrypts its restore log with. It goes into calls and nowhere else.
 *
 * @param encoded 32 bytes, base64url
 * @param until how long the service keeps the log at most
 */
public record ServiceKey(String encoded, Instant until) {

    /** Says nothing of the key: this may be logged. */
    @Override
    public String toString() {
        return "key until " + until;
    }
}
