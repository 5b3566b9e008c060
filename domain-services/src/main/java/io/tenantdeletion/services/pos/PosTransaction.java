package io.tenantdeletion.services.pos;

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

/** A receipt. */
@Entity
@Table(name = "pos_transactions", schema = "pos")
@TenantData
public class PosTransaction extends TenantOwned {

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "session_id", nullable = false)
    public PosSession session;

    @Column(name = "receipt_number", nullable = false)
    public String receiptNumber;

    @Column(name = "total_amount", nullable = false)
    public BigDecimal totalAmount;

    @Column(name = "tax_amount")
    public BigDecimal taxAmount;

    @Column(name = "payment_method", nullable = false)
    public String paymentMethod;

    @Column(name = "status", nullable = false)
    public String status;

    @Column(name = "occurred_at", nullable = false)
    public Instant occurredAt;
}
