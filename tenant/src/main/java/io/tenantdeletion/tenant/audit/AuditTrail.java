package io.tenantdeletion.tenant.audit;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.audit.AuditEvent;
import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.tenant.requester.Requester;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Writes down what was done, in the current transaction: either both are there afterwards, or none. */
@ApplicationScoped
public class AuditTrail {

    private final AuditJson json;
    private final Clock clock = Clock.systemUTC();

    AuditTrail(AuditJson json) {
        this.json = json;
    }

    /**
     * Something was done in the course of the requester's own job, or of none.
     *
     * @param subject the id of the tenant or user it was done to
     * @param detail ids, numbers and stable words only
     */
    public Uni<Void> done(Requester by, String action, UUID subject, Map<String, ?> detail) {
        return done(by, action, subject, by.job(), detail);
    }

    /** As {@link #done(Requester, String, UUID, Map)}, for a job the request names. */
    public Uni<Void> done(Requester by, String action, UUID subject, JobId job, Map<String, ?> detail) {
        return Panache.getSession()
                .flatMap(session -> session.persist(row(event(by, action, subject, job, detail)))
                        .call(session::flush));
    }

    private AuditEvent event(Requester by, String action, UUID subject, JobId job, Map<String, ?> detail) {
        Map<String, Object> members = new HashMap<>(detail);
        if (by.via() != null) {
            members.put("via", by.via());
        }
        return new AuditEvent(
                UUID.randomUUID(),
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                by.actor(),
                by.source(),
                action,
                subject,
                job == null ? null : job.value(),
                AuditEvent.DONE,
                null,
                members);
    }

    private AuditOutboxEvent row(AuditEvent event) {
        AuditOutboxEvent row = new AuditOutboxEvent();
        row.eventId = event.eventId();
        row.payload = json.text(event);
        row.createdAt = event.at();
        return row;
    }
}
