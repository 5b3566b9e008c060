package io.tenantdeletion.tenant.audit;

import io.tenantdeletion.commons.mark.SharedData;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/**
 * An event for the audit log, written in the same transaction as what it reports; gone when the audit log has it. One
 * that the audit log refused for good stays, with two columns that only {@link AuditOutbox} knows.
 */
@Entity
@Table(schema = "tenant", name = "audit_outbox")
@SharedData(reason = "what happened to a tenant is reported after the tenant is gone; a row holds ids and times only")
class AuditOutboxEvent {

    @Id
    @Column(name = "event_id")
    UUID eventId;

    /** An {@link io.tenantdeletion.commons.audit.AuditEvent} as JSON. */
    @JdbcTypeCode(SqlTypes.JSON)
    @Column(nullable = false)
    String payload;

    @Column(name = "created_at", nullable = false)
    Instant createdAt;
}
