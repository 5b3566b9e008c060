package io.tenantdeletion.services.suppliers;

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

/** A payment for a purchase order. */
@Entity
@Table(name = "payments", schema = "suppliers")
@TenantData
public class Payment extends TenantOwned {

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "purchase_order_id", nullable = false)
    public PurchaseOrder purchaseOrder;

    @Column(name = "amount", nullable = false)
    public BigDecimal amount;

    @Column(name = "currency", nullable = false)
    public String currency;

    @Column(name = "method", nullable = false)
    public String method;

    @Column(name = "reference")
    public String reference;

    @Column(name = "status", nullable = false)
    public String status;

    @Column(name = "paid_at")
    public Instant paidAt;
}
