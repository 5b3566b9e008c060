package io.tenantdeletion.tenant.jobs;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.audit.AuditApi;
import io.tenantdeletion.commons.audit.AuditEvent;
import io.tenantdeletion.commons.audit.AuditEvents;
import io.tenantdeletion.commons.security.FreshToken;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** The audit log of the platform, kept by the orchestrator. */
@ApplicationScoped
public class AuditLog {

    private final AuditApi orchestrator;
    private final AuditConfig config;

    AuditLog(@RestClient AuditApi orchestrator, AuditConfig config) {
        this.orchestrator = orchestrator;
        this.config = config;
    }

    /** Appends events; succeeds only when all of them are written down, which may be the case after a failure, too. */
    public Uni<Void> append(List<AuditEvent> events) {
        return FreshToken.after401(() -> orchestrator.append(new AuditEvents(events)))
                .ifNoItem()
                .after(config.timeout())
                .fail();
    }
}
