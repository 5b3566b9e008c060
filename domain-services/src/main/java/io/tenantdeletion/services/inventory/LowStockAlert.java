package io.tenantdeletion.services.inventory;

import io.tenantdeletion.commons.mark.TenantData;
import io.tenantdeletion.services.base.TenantOwned;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;

/** A product fell below its reorder level. */
@Entity
@Table(name = "low_stock_alerts", schema = "inventory")
@TenantData
public class LowStockAlert extends TenantOwned {

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "product_id", nullable = false)
    public Product product;

    @Column(name = "quantity", nullable = false)
    public BigDecimal quantity;

    @Column(name = "threshold", nullable = false)
    public BigDecimal threshold;

    @Column(name = "status", nullable = false)
    public String status;

    @Column(name = "raised_at", nullable = false)
    public Instant raisedAt;

    @Column(name = "resolved_at")
    public Instant resolvedAt;
}
