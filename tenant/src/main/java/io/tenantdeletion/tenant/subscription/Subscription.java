package io.tenantdeletion.tenant.subscription;

import io.tenantdeletion.commons.mark.TenantData;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;

/** What a tenant pays for. */
@Entity
@Table(schema = "tenant", name = "subscriptions")
@TenantData
public class Subscription {

    @Id
    public UUID id;

    @Column(name = "tenant_id", nullable = false)
    public UUID tenantId;

    @Column(nullable = false)
    public String plan;

    /** {@code active} or {@code cancelled}. */
    @Column(nullable = false)
    public String status;

    @Column(nullable = false, precision = 10, scale = 2)
    public BigDecimal price;

    @Column(name = "started_at", nullable = false)
    public Instant startedAt;

    @Column(name = "cancelled_at")
    public Instant cancelledAt;
}
