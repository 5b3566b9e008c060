package io.tenantdeletion.commons.rest;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.audit.AuditEvent;
import io.tenantdeletion.commons.audit.RefusalTrail;
import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.commons.contract.Subject;
import io.tenantdeletion.commons.fence.Fences;
import io.tenantdeletion.commons.security.Caller;
import io.tenantdeletion.commons.service.TenantDataDeletionService;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Lifts fences, and has the audit log told where a person does; of what a job lifts the orchestrator tells itself. */
@ApplicationScoped
class FenceLifting {

    private static final String ACTION = "deletion.fence_lifted";

    private final Fences fences;
    private final RefusalTrail trail;
    private final Caller caller;

    FenceLifting(Fences fences, RefusalTrail trail, Caller caller) {
        this.fences = fences;
        this.trail = trail;
        this.caller = caller;
    }

    Uni<Void> lift(TenantDataDeletionService service, Subject subject, JobId job) {
        boolean isPerson = caller.isPlatformAdmin();
        AuditEvent line = line(service, subject, job);
        return fences.lift(service, subject, isPerson, Optional.ofNullable(job), ContractResponses.by(caller, job))
                .invoke(lifted -> {
                    if (lifted && isPerson) {
                        trail.record(line);
                    }
                })
                .replaceWithVoid();
    }

    private AuditEvent line(TenantDataDeletionService service, Subject subject, JobId job) {
        return new AuditEvent(
                UUID.randomUUID(),
                Instant.now(),
                caller.actor(),
                caller.source(),
                ACTION,
                subject.id(),
                job == null ? null : job.value(),
                AuditEvent.DONE,
                null,
                Map.of("service", service.serviceName(), "kind", subject.kind().noun()));
    }
}
