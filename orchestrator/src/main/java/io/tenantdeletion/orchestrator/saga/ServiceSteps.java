package io.tenantdeletion.orchestrator.saga;

import io.tenantdeletion.orchestrator.job.Phases;
import io.tenantdeletion.orchestrator.participant.Capability;
import io.tenantdeletion.orchestrator.participant.ParticipantRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Stream;

/** The phases in which services are called, of jobs of every kind. */
@ApplicationScoped
public class ServiceSteps {

    private final PrepareSteps prepare;
    private final PurgeSteps purge;
    private final VerifySteps verify;
    private final ExternalDataSteps external;
    private final ParticipantRegistry participants;

    ServiceSteps(
            PrepareSteps prepare,
            PurgeSteps purge,
            VerifySteps verify,
            ExternalDataSteps external,
            ParticipantRegistry participants) {
        this.prepare = prepare;
        this.external = external;
        this.participants = participants;
        this.purge = purge;
        this.verify = verify;
    }

    /** These services say whether they can delete. */
    public Phase prepare(List<String> services) {
        return new Phase(Phases.PREPARE, services, prepare);
    }

    /** These services delete. */
    public Phase purge(String phase, List<String> services) {
        return new Phase(phase, services, purge);
    }

    /** These services tell what the phase of that name has left. */
    public Phase verify(List<String> services, String purgePhase) {
        return new Phase(Phases.VERIFY, services, verify.after(purge, purgePhase));
    }

    /** Those of these services that can remove what rows have named outside; no phase where there is none. */
    public Stream<Phase> externalData(List<String> services) {
        List<String> able = services.stream()
                .filter(name -> participants
                        .find(name)
                        .filter(one -> one.can(Capability.EXTERNAL_DATA))
                        .isPresent())
                .toList();
        return able.isEmpty() ? Stream.of() : Stream.of(new Phase(Phases.EXTERNAL_DATA, able, external));
    }

    /** This service deletes, and tells then what that has left. */
    Phase purgeVerified(String phase, String service) {
        return new Phase(phase, List.of(service), verify.with(purge));
    }
}
