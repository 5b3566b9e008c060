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
import java.time.LocalDate;

/** An order placed with a supplier. */
@Entity
@Table(name = "purchase_orders", schema = "suppliers")
@TenantData
public class PurchaseOrder extends TenantOwned {

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "supplier_id", nullable = false)
    public Supplier supplier;

    @Column(name = "order_number", nullable = false)
    public String orderNumber;

    @Column(name = "status", nullable = false)
    public String status;

    @Column(name = "total_amount", nullable = false)
    public BigDecimal totalAmount;

    @Column(name = "currency", nullable = false)
    public String currency;

    @Column(name = "ordered_at", nullable = false)
    public Instant orderedAt;

    @Column(name = "expected_on")
    public LocalDate expectedOn;
}
