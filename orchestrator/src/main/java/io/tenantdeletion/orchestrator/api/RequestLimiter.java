package io.tenantdeletion.orchestrator.api;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.audit.RefusalSubject;
import io.tenantdeletion.orchestrator.job.AuditContext;
import io.tenantdeletion.orchestrator.limit.Limits;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** What every deleting call passes before anything else: it is counted, and a refusal says whom it was about. */
@ApplicationScoped
class RequestLimiter {

    private final Limits limits;
    private final RefusalSubject subject;

    RequestLimiter(Limits limits, RefusalSubject subject) {
        this.limits = limits;
        this.subject = subject;
    }

    /** Lets a call about this tenant or user pass; fails with a 429 problem where it is one too many of its caller. */
    Uni<Void> admit(UUID tenantOrUser, AuditContext auditContext) {
        subject.is(tenantOrUser);
        return limits.checkRate(auditContext.by());
    }
}
