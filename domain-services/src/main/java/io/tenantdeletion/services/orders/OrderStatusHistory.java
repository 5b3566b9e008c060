package io.tenantdeletion.services.orders;

import io.tenantdeletion.commons.mark.TenantData;
import io.tenantdeletion.services.base.Identified;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;

/** A change of an order's status. */
@Entity
@Table(name = "order_status_history", schema = "orders")
@TenantData
public class OrderStatusHistory extends Identified {

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "order_id", nullable = false)
    public Order order;

    @Column(name = "old_status")
    public String oldStatus;

    @Column(name = "new_status", nullable = false)
    public String newStatus;

    @Column(name = "reason")
    public String reason;

    @Column(name = "changed_at", nullable = false)
    public Instant changedAt;
}
