package io.tenantdeletion.orchestrator.webhook;

import java.time.Instant;
import java.util.List;

/**
 * What signs.
 *
 * @param current the secret
 * @param former the one before, or null
 * @param formerUntil until when that one signs, too; or null
 */
record Secrets(String current, String former, Instant formerUntil) {

    /** Those that sign at this time. */
    List<String> at(Instant time) {
        return former != null && time.isBefore(formerUntil) ? List.of(current, former) : List.of(current);
    }
}
