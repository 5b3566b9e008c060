package io.tenantdeletion.commons.delivery;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Events of one sink that this replica alone may deliver, until the lease runs out.
 *
 * @param lanes the subjects that are held, each with the position up to where this claim has all that waits
 * @param events in order of each subject; there may be none, and not all of a subject's
 */
record Claim(String sink, UUID lease, Map<UUID, Long> lanes, List<Waiting> events) {

    /**
     * @param position per subject, the order of commits
     * @param attempts so far, all of them in vain
     */
    record Waiting(Event event, long position, int attempts) {}

    boolean isEmpty() {
        return lanes.isEmpty();
    }
}
