package io.tenantdeletion.orchestrator.saga;

import io.tenantdeletion.orchestrator.job.Phases;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** The phases in which services are called, of jobs of every kind. */
@ApplicationScoped
public class ServiceSteps {

    private final PrepareSteps prepare;
    private final PurgeSteps purge;
    private final VerifySteps verify;

    ServiceSteps(PrepareSteps prepare, PurgeSteps purge, VerifySteps verify) {
        this.prepare = prepare;
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

    /** This service deletes, and tells then what that has left. */
    Phase purgeVerified(String phase, String service) {
        return new Phase(phase, List.of(service), verify.with(purge));
    }
}
