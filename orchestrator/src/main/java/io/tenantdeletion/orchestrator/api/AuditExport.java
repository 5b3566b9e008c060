package io.tenantdeletion.orchestrator.api;

import io.smallrye.mutiny.Multi;
import io.tenantdeletion.commons.audit.AuditEvent;
import io.tenantdeletion.commons.security.Caller;
import io.tenantdeletion.orchestrator.audit.AuditFilter;
import io.tenantdeletion.orchestrator.audit.AuditLine;
import io.tenantdeletion.orchestrator.audit.AuditLog;
import io.tenantdeletion.orchestrator.audit.AuditSealer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;

/** All lines that somebody wants to keep elsewhere; that it was done is a line itself. */
@ApplicationScoped
public class AuditExport {

    private static final String EXPORTED = "audit.exported";
    private static final Logger LOG = Logger.getLogger(AuditExport.class);

    private final AuditLog log;
    private final AuditSealer sealer;
    private final Caller caller;
    private final Clock clock;

    AuditExport(AuditLog log, AuditSealer sealer, Caller caller, Clock clock) {
        this.log = log;
        this.sealer = sealer;
        this.caller = caller;
        this.clock = clock;
    }

    /** Every matching line, the first written first. */
    public Multi<AuditLine> lines(AuditFilter filter) {
        AuditEvent exported = exported(filter);
        return log.append(List.of(exported))
                .chain(sealer::seal)
                .chain(() -> log.numberOf(exported.eventId()))
                .onItem()
                .transformToMulti(line -> log.stream(filter, line))
                .onFailure()
                .invoke(failure -> LOG.errorf("An export ends early: %s", failure))
                .onCancellation()
                .invoke(() -> LOG.info("The reader of an export has gone away"));
    }

    private AuditEvent exported(AuditFilter filter) {
        return new AuditEvent(
                UUID.randomUUID(),
                clock.instant(),
                caller.actor(),
                caller.source(),
                EXPORTED,
                filter.subject(),
                null,
                AuditEvent.DONE,
                null,
                Map.of("filter", filter.described()));
    }
}
