package io.tenantdeletion.orchestrator.participant;

import io.tenantdeletion.commons.contract.SubjectKind;
import io.tenantdeletion.orchestrator.guard.GuardSettings;
import io.tenantdeletion.orchestrator.job.Mode;
import io.tenantdeletion.orchestrator.participant.SubjectCalls.Target;
import java.net.URI;
import java.util.Set;

/** Participants that are in no registry. */
final class TestParticipants {

    private TestParticipants() {}

    /** One that holds data of tenants only. */
    static Participant of(
            String name, URI url, Set<Capability> capabilities, GuardSettings settings, ResponseValidator validator) {
        Target target = new Target(name, SubjectKind.TENANT, name, Set.of());
        return new Participant(
                name,
                capabilities,
                new SubjectCalls(target, url, settings, validator),
                null,
                Set.of(SubjectKind.TENANT),
                Mode.DELETE);
    }
}
