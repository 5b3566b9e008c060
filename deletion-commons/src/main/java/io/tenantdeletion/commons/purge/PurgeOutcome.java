package io.tenantdeletion.commons.purge;

import java.util.Map;
import java.util.Optional;

/**
 * What one call has done.
 *
 * @param progress where it stands
 * @param checks how foreign keys were checked
 * @param jobCounts what its job has removed so far, by table, where it is a job's
 */
record PurgeOutcome(PurgeProgress progress, String checks, Optional<Map<String, Long>> jobCounts) {

    PurgeOutcome withJobCounts(Map<String, Long> counts) {
        return new PurgeOutcome(progress, checks, Optional.of(counts));
    }
}
