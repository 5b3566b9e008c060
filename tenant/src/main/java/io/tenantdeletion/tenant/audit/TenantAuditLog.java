package io.tenantdeletion.tenant.audit;

import io.tenantdeletion.commons.mark.TenantData;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** What somebody did in a tenant. It goes with the tenant; the record of its deletion is the orchestrator's. */
@Entity
@Table(schema = "tenant", name = "audit_logs")
@TenantData
public class TenantAuditLog {

    @Id
    public UUID id;

    @Column(name = "tenant_id", nullable = false)
    public UUID tenantId;

    @Column(name = "user_id")
    public UUID userId;

    @Column(nullable = false)
    public String action;

    public String detail;

    @Column(name = "created_at", nullable = false)
    public Instant createdAt;
}
