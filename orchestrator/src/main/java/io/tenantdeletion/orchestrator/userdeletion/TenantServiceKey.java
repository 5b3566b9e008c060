package io.tenantdeletion.orchestrator.userdeletion;

import io.tenantdeletion.orchestrator.job.DeletionStep;
import io.tenantdeletion.orchestrator.participant.ParticipantRegistry;
import io.tenantdeletion.orchestrator.participant.ServiceKey;
import io.tenantdeletion.orchestrator.saga.JobRun;
import jakarta.enterprise.context.ApplicationScoped;

/** With what the tenant service seals what a user's deletion changes there. */
@ApplicationScoped
class TenantServiceKey {

    private final ParticipantRegistry participants;

    TenantServiceKey(ParticipantRegistry participants) {
        this.participants = participants;
    }

    /** Null where nothing is kept. */
    ServiceKey of(JobRun run) {
        return participants.find(DeletionStep.TENANT).map(run::restoreKey).orElse(null);
    }
}
