package io.tenantdeletion.orchestrator.saga;

import io.tenantdeletion.orchestrator.job.Restoration;
import io.tenantdeletion.orchestrator.participant.Capability;
import io.tenantdeletion.orchestrator.participant.Participant;
import io.tenantdeletion.orchestrator.participant.ServiceKey;
import io.tenantdeletion.orchestrator.restore.JobKey;
import java.time.Instant;
import java.util.List;

/**
 * What an attempt knows of the restore logs of its job.
 *
 * @param key their key, or null where there is none
 * @param until how long services keep them at most; null without a key
 * @param state what has become of them; null where that is as before
 * @param without services that are to delete and keep none
 */
record RestoreLog(JobKey key, Instant until, Restoration.Log state, List<String> without) {

    /** Services keep nothing. */
    static final RestoreLog NONE = new RestoreLog(null, null, null, List.of());

    /** Whether services keep what they delete, so that it can be put back. */
    boolean isKept() {
        return key != null;
    }

    /** The key that a service gets; null for one that keeps nothing. */
    ServiceKey of(Participant service) {
        return key == null || !service.can(Capability.RESTORE) ? null : new ServiceKey(key.of(service.name()), until);
    }
}
