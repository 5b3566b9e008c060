package io.tenantdeletion.orchestrator.ledger;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.orchestrator.control.LegalHolds;
import io.tenantdeletion.orchestrator.control.StopSwitch;
import io.tenantdeletion.orchestrator.guard.Outcome;
import io.tenantdeletion.orchestrator.job.StepResult;
import io.tenantdeletion.orchestrator.participant.Participant;
import io.tenantdeletion.orchestrator.participant.ParticipantRegistry;
import io.tenantdeletion.orchestrator.participant.TenantDirectory;
import io.tenantdeletion.orchestrator.saga.ServiceErasure;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** What the platform can be asked about those in the ledger. */
@ApplicationScoped
class Subjects {

    private final ParticipantRegistry participants;
    private final TenantDirectory tenants;
    private final ServiceErasure erasure;
    private final StopSwitch stop;
    private final LegalHolds holds;

    Subjects(
            ParticipantRegistry participants,
            TenantDirectory tenants,
            ServiceErasure erasure,
            StopSwitch stop,
            LegalHolds holds) {
        this.participants = participants;
        this.tenants = tenants;
        this.erasure = erasure;
        this.stop = stop;
        this.holds = holds;
    }

    List<String> services() {
        return participants.names();
    }

    Participant service(String name) {
        return participants.find(name).orElseThrow();
    }

    /** Whether a legal hold stands. */
    Uni<Boolean> isHeld(Erasure erased) {
        return holds.among(List.of(erased.subject().id())).map(held -> !held.isEmpty());
    }

    /** Whether the tenant service knows this tenant. Never fails. */
    Uni<Outcome<Boolean>> knows(Erasure erased) {
        return tenants.knows(erased.subject().tenant());
    }

    /** Erases again what one service holds. Never fails. */
    Uni<StepResult> erase(Participant service, Erasure erased) {
        return erasure.erase(
                service,
                erased.subject(),
                erased.job(),
                () -> stop.isPaused() || holds.isHeld(erased.subject().id()));
    }

    /** Whether deletions are stopped. */
    boolean areStopped() {
        return stop.isPaused();
    }
}
