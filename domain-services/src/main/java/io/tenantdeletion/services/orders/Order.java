package io.tenantdeletion.services.orders;

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

/** An order; one without a customer was placed at the counter. */
@Entity
@Table(name = "orders", schema = "orders")
@TenantData
public class Order extends TenantOwned {

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "customer_id")
    public Customer customer;

    @Column(name = "order_number", nullable = false)
    public String orderNumber;

    @Column(name = "status", nullable = false)
    public String status;

    @Column(name = "total_amount", nullable = false)
    public BigDecimal totalAmount;

    @Column(name = "currency", nullable = false)
    public String currency;

    @Column(name = "delivery_date")
    public LocalDate deliveryDate;

    @Column(name = "notes")
    public String notes;

    @Column(name = "created_at", nullable = false)
    public Instant createdAt;
}
